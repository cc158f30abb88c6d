package dev.fides.sync.compare;

import dev.fides.config.TargetIds;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import dev.fides.target.TargetDocument;
import java.util.Optional;

/** Whose a document in the target is, by what the sync state says. */
public enum Ownership {
    /** The sync published it and vouches for it. */
    PUBLISHED,
    /** The sync knows of it: it deleted it, or a write of it came to an unknown end. */
    KNOWN,
    /** Left behind: its record has another id by now, or another record took this one over. */
    MOVED,
    /** This sync never published a document of this id. */
    FOREIGN;

    /**
     * Whose a document is.
     *
     * @param ids say which spellings of an id the target takes for the same
     */
    public static Ownership of(TargetIds ids, TargetDocument document, Optional<SyncState> state) {
        if (state.isEmpty()) {
            return FOREIGN;
        }
        Standing standing = state.get().standing();
        boolean thisId = state.get()
                .targetId()
                .map(id -> ids.isSame(id, document.id()))
                .orElse(!(standing instanceof Standing.Unpublished));
        if (!thisId) {
            boolean other = state.get().otherIds().stream().anyMatch(id -> ids.isSame(id, document.id()));
            return other ? MOVED : FOREIGN;
        }
        return standing instanceof Standing.Published ? PUBLISHED : KNOWN;
    }
}
