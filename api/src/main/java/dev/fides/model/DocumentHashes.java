package dev.fides.model;

import java.util.Objects;

/**
 * What a document was made of, and what it is: enough to tell whether another one would be the same.
 *
 * @param source of the host record together with the fingerprint
 * @param content of the document together with the way it is written
 * @param fingerprint of the mapping that made the document
 */
public record DocumentHashes(Hash source, Hash content, String fingerprint) {
    public DocumentHashes {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
