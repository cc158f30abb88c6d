package dev.fides.sync.compare;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.state.SyncState;
import java.util.Optional;

/** What a comparison found out about one host record. */
public sealed interface Finding {

    RecordKey key();

    /**
     * The target holds what the host has.
     *
     * @param learnt a state worth storing: the source changed and the document did not
     */
    record Unchanged(RecordKey key, Optional<SyncState> learnt) implements Finding {}

    /** It is to be published. */
    record Changed(Change change) implements Finding {
        @Override
        public RecordKey key() {
            return change.key();
        }
    }

    /**
     * The mapping says that the target is not to have it.
     *
     * @param learnt a state worth storing: the failure before it is over
     */
    record Filtered(RecordKey key, Optional<SyncState> learnt) implements Finding {}

    /** This very content failed before, and it is not due. */
    record Parked(RecordKey key) implements Finding {}

    /** It cannot be mapped, and is parked. */
    record Invalid(RecordKey key, SyncState parked) implements Finding {}
}
