package dev.fides.mapping;

import dev.fides.json.Hashing;
import java.util.List;
import java.util.Optional;

/**
 * What, besides a record, decides what is written to the target. Where the target is and how it is reached is no part of
 * it: moving a target is answered by a reimport.
 */
final class Fingerprint {

    private Fingerprint() {}

    /**
     * Of all that makes a document from a record and a write from the document.
     *
     * @param writeShape what the target says of its writes: the same document written otherwise is news
     */
    static String of(MessageMapper mapper, Optional<DocumentSchema> schema, String writeShape) {
        return Hashing.textHash(List.of(
                        mapper.getClass().getName(),
                        mapper.version(),
                        schema.map(DocumentSchema::text).orElse(""),
                        writeShape))
                .text();
    }
}
