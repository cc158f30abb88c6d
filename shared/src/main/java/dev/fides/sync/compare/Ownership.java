package dev.fides.sync.compare;

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

    public static Ownership of(TargetDocument document, Optional<SyncState> state) {
        if (state.isEmpty()) {
            return FOREIGN;
        }
        Standing standing = state.get().standing();
        boolean thisId = state.get()
                .targetId()
                .map(id -> id.equals(document.id()))
                .orElse(!(standing instanceof Standing.Unpublished));
        if (!thisId) {
            return state.get().otherIds().contains(document.id()) ? MOVED : FOREIGN;
        }
        return standing instanceof Standing.Published ? PUBLISHED : KNOWN;
    }
}
