package dev.fides.sync.compare;

import dev.fides.config.TargetIds;
import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parks records of one page that want an id in such numbers that the mapping must be wrong, such as one that gives all
 * records the same id. Of a few the publisher decides, and remembers who waits for the id.
 */
final class IdCollisions {

    /** So many contenders of one page are sent on; two records of the same id are an accident, many are a fault. */
    private static final int SENT = 5;

    private final Sync sync;
    private final StateMaker maker;
    private final Map<RecordKey, StoredState> stored;
    private final Instant now;

    IdCollisions(Sync sync, StateMaker maker, Map<RecordKey, StoredState> stored, Instant now) {
        this.sync = sync;
        this.maker = maker;
        this.stored = stored;
        this.now = now;
    }

    /** The same findings, where those are parked that are too many for their id. */
    List<Finding> park(List<Finding> findings) {
        if (!(sync.definition().target().ids() instanceof TargetIds.InDocument)) {
            return findings;
        }
        Map<RecordKey, List<Change.Upsert>> byId = new LinkedHashMap<>();
        findings.forEach(finding -> upsert(finding)
                .ifPresent(upsert -> id(upsert)
                        .ifPresent(id -> byId.computeIfAbsent(id, any -> new ArrayList<>(1))
                                .add(upsert))));
        Map<RecordKey, Finding> parked = new LinkedHashMap<>();
        byId.forEach((id, upserts) -> {
            if (upserts.size() > 1 + SENT) {
                RecordKey first = first(id, upserts);
                upserts.stream()
                        .filter(upsert -> !upsert.key().equals(first))
                        .skip(SENT)
                        .forEach(upsert -> parked.put(upsert.key(), park(upsert, first)));
            }
        });
        return parked.isEmpty()
                ? findings
                : findings.stream()
                        .map(finding -> parked.getOrDefault(finding.key(), finding))
                        .toList();
    }

    private static Optional<Change.Upsert> upsert(Finding finding) {
        return finding instanceof Finding.Changed changed && changed.change() instanceof Change.Upsert upsert
                ? Optional.of(upsert)
                : Optional.empty();
    }

    private Optional<RecordKey> id(Change.Upsert upsert) {
        return sync.targetId(upsert).map(sync.definition().target().ids()::ownerKey);
    }

    /** The record that has the id already, or else the first one. */
    private RecordKey first(RecordKey id, List<Change.Upsert> upserts) {
        return upserts.stream()
                .map(Change.Upsert::key)
                .filter(key -> Optional.ofNullable(stored.get(key))
                        .flatMap(state -> state.state().targetId())
                        .map(sync.definition().target().ids()::ownerKey)
                        .equals(Optional.of(id)))
                .findFirst()
                .orElse(upserts.get(0).key());
    }

    private Finding park(Change.Upsert upsert, RecordKey first) {
        Optional<StoredState> state = Optional.ofNullable(stored.get(upsert.key()));
        Failure failure = Parking.park(
                state.map(StoredState::state).flatMap(SyncState::failure),
                Optional.of(upsert.hashes().source()),
                FailureReason.ID_TAKEN,
                "id " + sync.targetId(upsert).orElseThrow() + " is wanted by record " + first + " and more than "
                        + SENT + " others of the same page. Expected an id of its own for every record:"
                        + " mend the mapping. Sync " + sync.name() + ", key " + upsert.key(),
                sync.definition().failures(),
                now);
        return new Finding.Invalid(upsert.key(), maker.parked(upsert.key(), state, failure, upsert.observedAt()));
    }
}
