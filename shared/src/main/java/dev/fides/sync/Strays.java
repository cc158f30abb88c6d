package dev.fides.sync;

import dev.fides.model.RecordKey;
import dev.fides.run.Nomination;
import dev.fides.run.Run;
import dev.fides.state.SaveResult;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncStateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Remembers the ids of documents the sync knew nothing of, so that the publisher can find what it is to delete. */
final class Strays {

    private final SyncStateStore states;
    private final Clock clock;
    private final Supplier<String> writeIds;

    Strays(SyncStateStore states, Clock clock, Supplier<String> writeIds) {
        this.states = states;
        this.clock = clock;
        this.writeIds = writeIds;
    }

    /** What is known of a record already stays as it is. */
    void remember(Sync sync, Run run, List<Nomination> nominations) {
        Map<RecordKey, String> strays = new LinkedHashMap<>();
        nominations.forEach(nomination -> nomination.strayId().ifPresent(id -> strays.put(nomination.key(), id)));
        if (strays.isEmpty()) {
            return;
        }
        Map<RecordKey, StoredState> known = states.read(sync.name(), strays.keySet());
        strays.keySet().removeAll(known.keySet());
        StateMaker maker = new StateMaker(sync.name(), Optional.of(run.id()), writeIds);
        Instant now = Time.now(clock);
        List<StateWrite> writes = strays.entrySet().stream()
                .map(stray -> new StateWrite(
                        maker.doubtful(stray.getKey(), stray.getValue(), now, Optional.empty()),
                        Optional.<String>empty()))
                .toList();
        if (writes.isEmpty()) {
            return;
        }
        for (SaveResult result : states.save(writes)) {
            if (result instanceof SaveResult.Failed failed) {
                throw failed.error();
            }
        }
    }
}
