package dev.fides.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A document to be stored if what is stored is what was expected.
 *
 * @param document with {@code id} and {@value #WRITE_ID}
 * @param partition value of its partition key
 * @param expected the ETag that must be stored; empty when no document may exist
 */
record DocumentWrite(ObjectNode document, String partition, Optional<String> expected) {

    /** Tells one's own write from another's after an unknown outcome. */
    static final String WRITE_ID = "writeId";

    String id() {
        return document.get("id").textValue();
    }

    boolean wrote(ObjectNode stored) {
        return document.get(WRITE_ID).equals(stored.get(WRITE_ID));
    }
}
