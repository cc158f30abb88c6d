package dev.fides.sync.decide;

import dev.fides.host.HostReading;
import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.queue.ChangeDelivery;
import dev.fides.state.StoredState;
import dev.fides.sync.Instants;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.absence.AbsenceTrust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what becomes of changes that are wanted: by what is stored of them, and by the host where that is not enough. */
public final class ChangeDecider implements Decider {

    private final Sync sync;
    private final UpsertDecider upserts;
    private final ReadingDecider readings;
    private final AbsenceTrust absences;
    private final RecordMemory memory;
    private final Clock clock;

    /**
     * Creates it for one delivery.
     *
     * @param states makes the states that are remembered
     * @param absences says whether "no such record" may be believed
     * @param memory learns how large the records are
     * @param clockSkew by how much the clocks of two processes may differ
     */
    public ChangeDecider(
            Sync sync,
            ChangeDelivery delivery,
            StateMaker states,
            AbsenceTrust absences,
            RecordMemory memory,
            Duration clockSkew,
            Clock clock) {
        this.sync = sync;
        this.upserts = new UpsertDecider(sync, delivery, clockSkew, states);
        this.readings = new ReadingDecider(sync, states);
        this.absences = absences;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Map<RecordKey, Decision> decide(Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored) {
        Map<RecordKey, Decision> decisions = new LinkedHashMap<>();
        Map<RecordKey, Decision.AskHost> looks = new LinkedHashMap<>();
        Instant now = Instants.now(clock);
        changes.forEach((key, change) -> {
            Decision decision = first(change, Optional.ofNullable(stored.get(key)), now);
            decisions.put(key, decision);
            if (decision instanceof Decision.AskHost look) {
                looks.put(key, look);
            }
        });
        if (!looks.isEmpty()) {
            Instant readAt = Instants.now(clock);
            Map<RecordKey, HostReading> read = new LinkedHashMap<>(sync.host().get(looks.keySet()));
            memory.learn(sync, read.values());
            looks.forEach((key, look) -> {
                Optional<StoredState> state = Optional.ofNullable(stored.get(key));
                Decision decision =
                        readings.judge(changes.get(key), look, read.get(key), readAt, state, Instants.now(clock));
                if (decision instanceof Decision.Remove && mayBeOmitted(read.get(key), looks.size())) {
                    Instant againAt = Instants.now(clock);
                    HostReading alone = sync.host().get(Set.of(key)).get(key);
                    read.put(key, alone);
                    decision = readings.judge(changes.get(key), look, alone, againAt, state, Instants.now(clock));
                }
                decisions.put(key, decision);
            });
            holdWhatRestsOnAbsence(decisions, read);
        }
        return decisions;
    }

    /** Whether a host may be believed is asked once for all, and only where something would be deleted for it. */
    private void holdWhatRestsOnAbsence(Map<RecordKey, Decision> decisions, Map<RecordKey, HostReading> read) {
        if (read.values().stream().anyMatch(HostReading.Present.class::isInstance)) {
            absences.found(sync);
        }
        List<RecordKey> absent = read.keySet().stream()
                .filter(key ->
                        decisions.get(key) instanceof Decision.Remove && read.get(key) instanceof HostReading.Absent)
                .toList();
        if (!absent.isEmpty() && absences.doubt(sync).isPresent()) {
            absent.forEach(key ->
                    decisions.computeIfPresent(key, (same, remove) -> new Decision.Hold((Decision.Remove) remove)));
        }
    }

    /** Missing in an answer about many records is no proof of absence: a host may cut its answers short. */
    private boolean mayBeOmitted(HostReading reading, int asked) {
        return reading instanceof HostReading.Absent
                && asked > 1
                && sync.host().traits().mayOmit();
    }

    private Decision first(Change change, Optional<StoredState> stored, Instant now) {
        return change instanceof Change.Upsert upsert
                ? upserts.judge(upsert, stored, now)
                : new Decision.AskHost(((Change.Refresh) change).rewrite());
    }
}
