package dev.fides.sync.compare;

import dev.fides.host.HostReading;
import dev.fides.model.Change;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares records of a listing that shows less than the records are. What is listed as it was when its record was last
 * confirmed is taken for unchanged; everything else is read by key before it is compared and mapped, so that imports see
 * the same records as events do.
 */
final class HintedRecords {

    private final Sync sync;
    private final RecordDiff diff;
    private final Workers workers;
    private final RecordMemory memory;
    private final Clock clock;

    HintedRecords(Sync sync, RecordDiff diff, Workers workers, RecordMemory memory, Clock clock) {
        this.sync = sync;
        this.diff = diff;
        this.workers = workers;
        this.memory = memory;
        this.clock = clock;
    }

    /** One finding for each record, in no particular order. */
    List<Finding> compare(List<HostRecord> listed, Map<RecordKey, StoredState> stored, boolean forced) {
        List<Finding> findings = new ArrayList<>();
        Map<RecordKey, Hash> hints = new LinkedHashMap<>();
        for (HostRecord record : listed) {
            Hash hint = sync.sourceHash(record);
            Optional<SyncState> state =
                    Optional.ofNullable(stored.get(record.key())).map(StoredState::state);
            if (!forced && isUnchanged(state, hint)) {
                findings.add(new Finding.Unchanged(record.key(), Optional.empty()));
            } else {
                hints.put(record.key(), hint);
            }
        }
        Instant readAt = Instants.now(clock);
        new HostCheck(sync, workers, memory)
                .inPortions(
                        hints.keySet(),
                        readings -> findings.addAll(workers.map(
                                List.copyOf(readings.entrySet()),
                                entry -> finding(
                                        entry.getKey(),
                                        entry.getValue(),
                                        hints.get(entry.getKey()),
                                        readAt,
                                        stored,
                                        forced))));
        return findings;
    }

    private static boolean isUnchanged(Optional<SyncState> state, Hash hint) {
        return state.filter(known -> known.failure().isEmpty())
                .flatMap(SyncState::published)
                .map(Standing.Published::hashes)
                .filter(hashes -> hashes.listed().equals(Optional.of(hint)))
                .isPresent();
    }

    /** What is gone since it was listed is for a clean-up; what cannot be read now is left to the publisher. */
    private Finding finding(
            RecordKey key,
            HostReading reading,
            Hash hint,
            Instant readAt,
            Map<RecordKey, StoredState> stored,
            boolean forced) {
        if (reading instanceof HostReading.Present present) {
            return diff.compare(present.record(), Optional.of(hint), readAt, Optional.ofNullable(stored.get(key)));
        } else if (reading instanceof HostReading.Absent) {
            return new Finding.Filtered(key, Optional.empty());
        }
        Change.Refresh look = new Change.Refresh(key, RefreshReason.DOUBT);
        return new Finding.Changed(forced ? look.rewriting() : look);
    }
}
