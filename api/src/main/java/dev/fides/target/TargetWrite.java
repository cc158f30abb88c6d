package dev.fides.target;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.RecordKey;
import java.util.List;
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
     * @param lost places that the document confirmed before had and this one lacks, where that is known
     */
    record Put(
            RecordKey key,
            Optional<String> id,
            JsonNode document,
            Expectation expectation,
            String idempotencyKey,
            List<JsonPointer> lost)
            implements TargetWrite {
        public Put {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(document, "document");
            Objects.requireNonNull(expectation, "expectation");
            Objects.requireNonNull(idempotencyKey, "idempotencyKey");
            lost = List.copyOf(lost);
        }

        /** A document of which nothing is known to be lost. */
        public Put(
                RecordKey key, Optional<String> id, JsonNode document, Expectation expectation, String idempotencyKey) {
            this(key, id, document, expectation, idempotencyKey, List.of());
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
