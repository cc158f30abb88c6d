package dev.fides.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.RecordKey;
import java.util.Objects;
import java.util.Optional;

/** One write to the target. */
public sealed interface TargetWrite {

    RecordKey key();

    /**
     * Makes the target hold this document.
     *
     * @param id the target's id; empty where the target assigns it and has not yet
     * @param document the whole document
     * @param expectation what is known of the document's presence, to choose between create and update
     * @param idempotencyKey the same for the same record and content, different for any other
     */
    record Put(RecordKey key, Optional<String> id, JsonNode document, Expectation expectation, String idempotencyKey)
            implements TargetWrite {
        public Put {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(document, "document");
            Objects.requireNonNull(expectation, "expectation");
            Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        }
    }

    /** Makes the target hold no document with this id. */
    record Delete(RecordKey key, String id) implements TargetWrite {
        public Delete {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(id, "id");
        }
    }

    /** Whether the target is believed to hold the document already. */
    enum Expectation {
        EXISTS,
        ABSENT
    }
}
