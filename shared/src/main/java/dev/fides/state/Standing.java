package dev.fides.state;

import dev.fides.model.DocumentHashes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What the target last confirmed of a record. */
public sealed interface Standing {

    /** Whether the target confirmed what it holds, or that it holds nothing; else nothing can be compared with it. */
    default boolean isConfirmed() {
        return this instanceof Published || this instanceof Deleted;
    }

    /** Nothing was ever confirmed; the record is only known because it failed. */
    record Unpublished() implements Standing {}

    /**
     * Somebody is creating it at a target that assigns ids.
     *
     * @param until when others may take the claim over, after looking the record up at the target
     * @param deletedAt when the document that the target held of this record before was deleted, if there was one
     */
    record Creating(Instant until, Optional<Instant> deletedAt) implements Standing {
        public Creating {
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(deletedAt, "deletedAt");
        }
    }

    /**
     * The target confirmed this content.
     *
     * @param publishedAt when the target's last confirmation was recorded
     */
    record Published(DocumentHashes hashes, Instant publishedAt) implements Standing {
        public Published {
            Objects.requireNonNull(hashes, "hashes");
            Objects.requireNonNull(publishedAt, "publishedAt");
        }
    }

    /**
     * The target confirmed that it holds no such document; kept as a tombstone that outlives every message.
     *
     * @param deletedAt when the confirmation was recorded
     */
    record Deleted(Instant deletedAt) implements Standing {
        public Deleted {
            Objects.requireNonNull(deletedAt, "deletedAt");
        }
    }
}
