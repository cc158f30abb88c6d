package dev.fides.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What a document was made of, and what it is: enough to tell whether another one would be the same.
 *
 * @param source of the host record together with the fingerprint
 * @param content of the document together with the way it is written
 * @param fingerprint of the mapping that made the document
 * @param members of the document, where the target keeps what an update does not name; they tell what a later document
 *     lost. Empty where updates replace, or where nothing was noted
 */
public record DocumentHashes(Hash source, Hash content, String fingerprint, Optional<Members> members) {
    public DocumentHashes {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(members, "members");
    }

    /** Of a document whose members need not be known. */
    public DocumentHashes(Hash source, Hash content, String fingerprint) {
        this(source, content, fingerprint, Optional.empty());
    }
}
