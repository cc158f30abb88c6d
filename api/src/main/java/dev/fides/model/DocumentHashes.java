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
 * @param listed of the record as the host listed it, together with the fingerprint, where listed records are only hints
 */
public record DocumentHashes(
        Hash source, Hash content, String fingerprint, Optional<Members> members, Optional<Hash> listed) {
    public DocumentHashes {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(members, "members");
        Objects.requireNonNull(listed, "listed");
    }

    /** Of a document whose members need not be known, and of a record that was not listed, or listed whole. */
    public DocumentHashes(Hash source, Hash content, String fingerprint) {
        this(source, content, fingerprint, Optional.empty(), Optional.empty());
    }

    /** The same, of a record that was listed like this. */
    public DocumentHashes listedAs(Hash hint) {
        return new DocumentHashes(source, content, fingerprint, members, Optional.of(hint));
    }
}
