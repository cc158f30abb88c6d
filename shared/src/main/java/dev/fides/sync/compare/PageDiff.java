package dev.fides.sync.compare;

import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Instants;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Compares the records of a page: their states in one request, their mapping on all cores. */
public final class PageDiff {

    private final SyncStateStore states;
    private final Workers workers;
    private final RecordMemory memory;
    private final Clock clock;
    private final Supplier<String> writeIds;

    public PageDiff(
            SyncStateStore states, Workers workers, RecordMemory memory, Clock clock, Supplier<String> writeIds) {
        this.states = states;
        this.workers = workers;
        this.memory = memory;
        this.clock = clock;
        this.writeIds = writeIds;
    }

    /**
     * What was found of each record, with the versions of the states it was compared with.
     *
     * @param stored what is stored of these records
     */
    public record Findings(List<Finding> findings, Map<RecordKey, StoredState> stored) {

        /** Together with what was found without a comparison. */
        public Findings and(List<Finding> more) {
            return more.isEmpty()
                    ? this
                    : new Findings(
                            Stream.concat(findings.stream(), more.stream()).toList(), stored);
        }
    }

    /**
     * Compares records of different keys.
     *
     * @param readAt taken just before the host was asked
     * @param forced publish everything, changed or not
     */
    public Findings compare(Sync sync, String runId, List<HostRecord> records, Instant readAt, boolean forced) {
        return compare(sync, runId, records, readAt, forced, Set.of());
    }

    /**
     * Compares records of different keys, of some of which it is known that they are as the target confirmed them.
     *
     * @param unchanged keys of these; their states are not read
     */
    public Findings compare(
            Sync sync,
            String runId,
            List<HostRecord> records,
            Instant readAt,
            boolean forced,
            Set<RecordKey> unchanged) {
        if (forced || unchanged.isEmpty()) {
            return lookUp(sync, runId, records, readAt, forced);
        }
        List<HostRecord> unknown = records.stream()
                .filter(record -> !unchanged.contains(record.key()))
                .toList();
        List<Finding> known = unchanged.stream()
                .<Finding>map(key -> new Finding.Unchanged(key, Optional.empty()))
                .toList();
        return lookUp(sync, runId, unknown, readAt, forced).and(known);
    }

    private Findings lookUp(Sync sync, String runId, List<HostRecord> records, Instant readAt, boolean forced) {
        List<RecordKey> keys = records.stream().map(HostRecord::key).toList();
        Map<RecordKey, StoredState> stored = keys.isEmpty() ? Map.of() : states.read(sync.name(), keys);
        StateMaker maker = new StateMaker(sync.name(), Optional.of(runId), writeIds);
        Instant now = Instants.now(clock);
        RecordDiff diff = new RecordDiff(sync, maker, forced, now);
        if (!sync.host().traits().listsWhole()) {
            List<Finding> hinted =
                    new HintedRecords(sync, diff, workers, memory, clock).compare(records, stored, forced);
            return new Findings(new IdCollisions(sync, maker, stored, now).park(hinted), stored);
        }
        List<Finding> findings = new ArrayList<>(workers.map(
                records, record -> diff.compare(record, readAt, Optional.ofNullable(stored.get(record.key())))));
        return new Findings(new IdCollisions(sync, maker, stored, now).park(findings), stored);
    }
}
