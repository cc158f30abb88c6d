package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.state.Standing;
import dev.fides.sync.Sync;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Deletes that neither the guard nor a person asked for draw on an allowance, whatever led to them. */
final class DeleteLimit {

    private final Sync sync;
    private final DeleteAllowance allowance;

    DeleteLimit(Sync sync, DeleteAllowance allowance) {
        this.sync = sync;
        this.allowance = allowance;
    }

    /** Takes what is needed from the allowance, and returns those of the deletes for which it was not enough. */
    List<RecordKey> over(Collection<RecordKey> deletes, Map<RecordKey, Change> changes, KnownStates known) {
        List<RecordKey> unasked = deletes.stream()
                .filter(key -> !isAskedFor(changes.get(key)) && !isDeleted(key, known))
                .toList();
        int granted = unasked.isEmpty() ? 0 : allowance.take(sync, unasked.size());
        return unasked.subList(granted, unasked.size());
    }

    private static boolean isAskedFor(Change change) {
        return change instanceof Change.Refresh refresh && refresh.wasAskedFor();
    }

    private static boolean isDeleted(RecordKey key, KnownStates known) {
        return known.state(key)
                .filter(state -> state.standing() instanceof Standing.Deleted)
                .isPresent();
    }
}
