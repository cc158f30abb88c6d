package dev.fides.sync;

import dev.fides.config.TargetIds;
import dev.fides.model.RecordKey;
import dev.fides.state.SaveResult;
import dev.fides.state.Standing;
import dev.fides.state.StateWrite;
import dev.fides.state.SyncStateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates at targets that give the ids: a second create would make a second document, so the key is claimed first, and
 * whoever finds an old claim looks for its result at the target before it creates.
 */
final class Creations {

    /**
     * @param lost keys that somebody else claimed
     * @param found puts whose document turned out to exist already, with its id
     */
    record Claims(List<RecordKey> lost, Map<RecordKey, Decision.Put> found) {}

    private final Sync sync;
    private final SyncStateStore states;
    private final StateMaker maker;
    private final EngineSettings settings;
    private final Clock clock;

    Creations(Sync sync, SyncStateStore states, StateMaker maker, EngineSettings settings, Clock clock) {
        this.sync = sync;
        this.states = states;
        this.maker = maker;
        this.settings = settings;
        this.clock = clock;
    }

    Claims claim(Map<RecordKey, Decision.Put> puts, Versions versions) {
        Map<RecordKey, Decision.Put> creations = new LinkedHashMap<>();
        if (sync.definition().target().ids() instanceof TargetIds.AssignedByTarget) {
            puts.forEach((key, put) -> {
                if (put.id().isEmpty()) {
                    creations.put(key, put);
                }
            });
        }
        if (creations.isEmpty()) {
            return new Claims(List.of(), Map.of());
        }
        List<RecordKey> lost = store(creations, versions);
        Map<RecordKey, Decision.Put> found = new LinkedHashMap<>();
        creations.forEach((key, put) -> {
            boolean triedBefore = versions.state(key)
                    .filter(s -> s.standing() instanceof Standing.Creating)
                    .isPresent();
            if (triedBefore && !lost.contains(key)) {
                sync.target().find(key).ifPresent(id -> found.put(key, put.existing(id)));
            }
        });
        return new Claims(lost, found);
    }

    private List<RecordKey> store(Map<RecordKey, Decision.Put> creations, Versions versions) {
        Instant until = Time.now(clock).plus(settings.creationLease());
        List<RecordKey> keys = List.copyOf(creations.keySet());
        List<SaveResult> saved = states.save(keys.stream()
                .map(key -> new StateWrite(
                        maker.creating(key, creations.get(key).observedAt(), until), versions.expected(key)))
                .toList());
        List<RecordKey> lost = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (saved.get(i) instanceof SaveResult.Saved claim) {
                versions.claimed(keys.get(i), claim.etag());
            } else if (saved.get(i) instanceof SaveResult.Failed failed) {
                throw failed.error();
            } else {
                lost.add(keys.get(i));
            }
        }
        return lost;
    }
}
