package dev.fides.run;

import dev.fides.model.RecordKey;
import java.util.Objects;
import java.util.Optional;

/**
 * A record that the target should hold no longer, as far as a clean-up could see.
 *
 * @param reason why
 * @param strayId the id of a document that the sync state does not vouch for: the target has it although it counts as
 *     deleted, or the sync never published it
 */
public record Nomination(RecordKey key, Reason reason, Optional<String> strayId) {
    public Nomination {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(strayId, "strayId");
    }

    /** Why a record is nominated. */
    public enum Reason {
        /** The host answered that it has no such record. */
        ABSENT,
        /** The host has it, and the mapping says that it is not for the target. */
        NOT_FOR_TARGET,
        /** The target has it under another id by now, and may still hold the document of an old one. */
        MOVED
    }
}
