package dev.fides.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What a document was made of, and what it is: enough to tell whether another one would be the same.
 *
 * @param source of the host record together with the fingerprint
 * @param content of the document together with the way it is written
 * @param fingerprint of the mapping that made the document
 * @param listed of the record as the host listed it, together with the fingerprint, where listed records are only hints
 */
public record DocumentHashes(Hash source, Hash content, String fingerprint, Optional<Hash> listed) {
    public DocumentHashes {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(listed, "listed");
    }

    /** Of a record that was not listed, or listed whole. */
    public DocumentHashes(Hash source, Hash content, String fingerprint) {
        this(source, content, fingerprint, Optional.empty());
    }

    /** The same, of a record that was listed like this. */
    public DocumentHashes listedAs(Hash hint) {
        return new DocumentHashes(source, content, fingerprint, Optional.of(hint));
    }
}
