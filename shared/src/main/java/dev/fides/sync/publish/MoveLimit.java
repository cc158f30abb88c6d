package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.sync.Sync;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes of documents whose records moved to another id: those of a run draw on an allowance of its own, others on that
 * of events, and what the guard or a person asked for goes on.
 *
 * @param runId of the run that the changes belong to
 */
record MoveLimit(MoveAllowance ofRuns, DeleteAllowance ofEvents, Optional<String> runId) {

    /** Takes what is needed, and returns which of the old ids may go now. */
    Map<RecordKey, Set<String>> granted(Sync sync, Map<RecordKey, Set<String>> old, Map<RecordKey, Change> changes) {
        Map<RecordKey, Set<String>> granted = new LinkedHashMap<>();
        int wanted = 0;
        for (Map.Entry<RecordKey, Set<String>> entry : old.entrySet()) {
            if (isAskedFor(changes.get(entry.getKey()))) {
                granted.put(entry.getKey(), entry.getValue());
            } else {
                wanted += entry.getValue().size();
            }
        }
        int left = wanted == 0 ? 0 : take(sync, wanted);
        for (Map.Entry<RecordKey, Set<String>> entry : old.entrySet()) {
            if (!granted.containsKey(entry.getKey())) {
                Set<String> some = new LinkedHashSet<>(
                        entry.getValue().stream().limit(left).toList());
                granted.put(entry.getKey(), some);
                left -= some.size();
            }
        }
        return granted;
    }

    private int take(Sync sync, int wanted) {
        return runId.map(run -> ofRuns.take(sync, run, wanted)).orElseGet(() -> ofEvents.take(sync, wanted));
    }

    private static boolean isAskedFor(Change change) {
        return change instanceof Change.Refresh refresh && refresh.wasAskedFor();
    }
}
