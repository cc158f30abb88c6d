package dev.fides.mapping;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.Hash;
import java.util.Optional;

/** What became of one host record. */
public sealed interface MappingResult {

    /**
     * A document for the target.
     *
     * @param id the id the target knows it by; empty when the target assigns ids
     * @param contentHash of the document
     */
    record Mapped(JsonNode document, Optional<String> id, Hash contentHash) implements MappingResult {
        public Mapped {
            requireNonNull(document, "document");
            requireNonNull(id, "id");
            requireNonNull(contentHash, "contentHash");
        }
    }

    /** The mapping says that this record is not for the target. */
    record NotForTarget() implements MappingResult {}

    /**
     * The record cannot be mapped as it is.
     *
     * @param message the field, what was expected and what was found; long values are cut
     */
    record Invalid(Reason reason, String message) implements MappingResult {
        public Invalid {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
        }
    }

    /** Why a record cannot be mapped. */
    enum Reason {
        /** The mapping failed, or made something that is no JSON object. */
        MAPPING,
        /** The document does not obey its JSON Schema. */
        SCHEMA,
        /** The document has no usable id. */
        TARGET_ID,
        /** The mapping took too long on this record. */
        TIMEOUT
    }
}
