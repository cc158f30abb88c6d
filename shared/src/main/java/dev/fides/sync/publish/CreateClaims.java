package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.state.SaveResult;
import dev.fides.state.Standing;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Instants;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.decide.Decision;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notes creates before they are done. At targets that give the ids a second create would make a second document, so the
 * key is claimed first, and whoever finds an old claim looks for its result at the target before it creates.
 */
final class CreateClaims {

    /**
     * @param lost keys that somebody else claimed
     * @param found puts whose document turned out to exist already, with its id
     * @param failed keys whose document could not be looked for
     */
    record Claims(List<RecordKey> lost, Map<RecordKey, Decision.Put> found, Map<RecordKey, FidesException> failed) {}

    private final Sync sync;
    private final SyncStateStore states;
    private final StateMaker maker;
    private final EngineSettings settings;
    private final Clock clock;

    CreateClaims(Sync sync, SyncStateStore states, StateMaker maker, EngineSettings settings, Clock clock) {
        this.sync = sync;
        this.states = states;
        this.maker = maker;
        this.settings = settings;
        this.clock = clock;
    }

    Claims claim(Map<RecordKey, Decision.Put> puts, Map<RecordKey, Change> changes, KnownStates known) {
        Map<RecordKey, SyncState> claims = new LinkedHashMap<>();
        puts.forEach((key, put) ->
                claimOf(key, put, changes.get(key), known.state(key)).ifPresent(claim -> claims.put(key, claim)));
        if (claims.isEmpty()) {
            return new Claims(List.of(), Map.of(), Map.of());
        }
        List<RecordKey> lost = store(claims, known);
        Map<RecordKey, Decision.Put> found = new LinkedHashMap<>();
        Map<RecordKey, FidesException> failed = new LinkedHashMap<>();
        claims.keySet().forEach(key -> {
            boolean triedBefore = known.state(key)
                    .filter(s -> s.standing() instanceof Standing.Creating)
                    .isPresent();
            if (triedBefore && !lost.contains(key)) {
                try {
                    sync.target()
                            .find(key)
                            .ifPresent(id -> found.put(key, puts.get(key).existing(id)));
                } catch (FidesException e) {
                    failed.put(key, e);
                }
            }
        });
        return new Claims(lost, found, failed);
    }

    /**
     * What is to be stored before the write. Only what stands for an upsert in doubt knows the id of the document that it
     * brings: were any other refresh delivered again after a crash and the record gone by then, nobody could find it.
     */
    private Optional<SyncState> claimOf(RecordKey key, Decision.Put put, Change change, Optional<SyncState> before) {
        if (put.id().isEmpty()) {
            return Optional.of(maker.creating(
                    key, before, put.observedAt(), Instants.now(clock).plus(settings.creationLease())));
        }
        String id = put.id().get();
        boolean findable = sync.targetId(change).equals(put.id())
                || before.filter(s -> s.targetId().equals(put.id())
                                || s.otherIds().contains(id)
                                || s.standing() instanceof Standing.Creating)
                        .isPresent();
        if (findable) {
            return Optional.empty();
        }
        boolean moves = before.filter(s -> !(s.standing() instanceof Standing.Deleted))
                .flatMap(SyncState::targetId)
                .isPresent();
        return Optional.of(
                moves
                        ? maker.findable(before.get(), id)
                        : maker.doubtful(key, before, id, put.observedAt(), before.flatMap(SyncState::failure)));
    }

    private List<RecordKey> store(Map<RecordKey, SyncState> claims, KnownStates known) {
        List<RecordKey> keys = List.copyOf(claims.keySet());
        List<SaveResult> saved = states.save(keys.stream()
                .map(key -> new StateWrite(claims.get(key), known.expected(key)))
                .toList());
        List<RecordKey> lost = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (saved.get(i) instanceof SaveResult.Saved claim) {
                SyncState stored = claims.get(keys.get(i));
                if (stored.standing() instanceof Standing.Creating) {
                    known.claimed(keys.get(i), claim.etag());
                } else {
                    known.learnt(keys.get(i), Optional.of(new StoredState(stored, claim.etag())));
                }
            } else if (saved.get(i) instanceof SaveResult.Failed failed) {
                throw failed.error();
            } else {
                lost.add(keys.get(i));
            }
        }
        return lost;
    }
}
