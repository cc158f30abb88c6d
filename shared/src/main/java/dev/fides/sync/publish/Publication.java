package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Outcome;
import dev.fides.state.StoredState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.PublishReport;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.absence.AbsenceTrust;
import dev.fides.sync.decide.CancelDecider;
import dev.fides.sync.decide.ChangeDecider;
import dev.fides.sync.decide.Decider;
import dev.fides.sync.decide.Decision;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The publishing of one delivery: decides, executes, and looks again where it lost a race. */
final class Publication {

    /** A record that loses more races than this within one delivery waits: somebody else is busy with it. */
    private static final int MAX_ROUNDS = 5;

    private final Sync sync;
    private final ChangeDelivery delivery;
    private final SyncStateStore states;
    private final DecisionExecutor executor;
    private final Decider decider;
    private final Decider canceller;
    private final RecordMemory memory;

    private final Map<RecordKey, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Change> postponed = new ArrayList<>();
    private final Set<RecordKey> begun = new HashSet<>();
    private Optional<Duration> notBefore = Optional.empty();
    private Optional<String> why = Optional.empty();

    Publication(
            Sync sync,
            ChangeDelivery delivery,
            SyncStateStore states,
            DecisionExecutor executor,
            StateMaker maker,
            AbsenceTrust absences,
            EngineSettings settings,
            RecordMemory memory,
            Clock clock) {
        this.sync = sync;
        this.delivery = delivery;
        this.states = states;
        this.executor = executor;
        this.decider = new ChangeDecider(sync, delivery, maker, absences, memory, settings.clockSkew(), clock);
        this.canceller = new CancelDecider(delivery, sync, maker);
        this.memory = memory;
    }

    PublishReport publish() {
        return report(decider);
    }

    /** Settles what a run no longer wants. Of what was begun the target may hold something, which is remembered. */
    PublishReport drop() {
        return report(canceller);
    }

    private PublishReport report(Decider by) {
        try {
            work(by);
        } catch (RetryableException e) {
            return PublishReport.allPostponed(unfinished(), e.retryAfter(), e.getMessage());
        }
        return new PublishReport(outcomes, postponed, notBefore, why);
    }

    /** All changes, to be sent again: of those that were begun it is not known how far they got. */
    private List<Change> unfinished() {
        return delivery.batch().changes().stream()
                .map(change -> begun.contains(change.key()) ? change.doubted() : change)
                .toList();
    }

    private void work(Decider by) {
        for (Map<RecordKey, Change> wave : waves(delivery.batch().changes())) {
            Map<RecordKey, Change> rest = new LinkedHashMap<>(wave);
            while (!rest.isEmpty()) {
                Map<RecordKey, Change> portion = portion(rest);
                int looks = looks(portion.values());
                if (looks == 0) {
                    finish(portion, by);
                } else {
                    memory.holding(sync, looks, () -> finish(portion, by));
                }
                rest.keySet().removeAll(portion.keySet());
            }
        }
    }

    /** Of what makes somebody look at the host no more than fits into memory; everything else is there already. */
    private Map<RecordKey, Change> portion(Map<RecordKey, Change> changes) {
        int most = memory.portion(sync, changes.size());
        Map<RecordKey, Change> portion = new LinkedHashMap<>();
        int looks = 0;
        for (Change change : changes.values()) {
            looks += looks(List.of(change));
            if (looks > most) {
                break;
            }
            portion.put(change.key(), change);
        }
        return portion;
    }

    private static int looks(Collection<Change> changes) {
        return (int) changes.stream().filter(Change.Refresh.class::isInstance).count();
    }

    private void finish(Map<RecordKey, Change> changes, Decider by) {
        Map<RecordKey, Change> open = changes;
        for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
            open = round(open, by);
        }
        open.values().forEach(change -> postpone(change, Optional.empty(), "it lost every race against others"));
    }

    /** A key that comes several times in a batch is worked on in the batch's order. */
    private static List<Map<RecordKey, Change>> waves(List<Change> changes) {
        List<Map<RecordKey, Change>> waves = new ArrayList<>();
        for (Change change : changes) {
            int wave = 0;
            while (wave < waves.size() && waves.get(wave).containsKey(change.key())) {
                wave++;
            }
            if (wave == waves.size()) {
                waves.add(new LinkedHashMap<>());
            }
            waves.get(wave).put(change.key(), change);
        }
        return waves;
    }

    /** Works on changes of different keys; returns those that must look again. */
    private Map<RecordKey, Change> round(Map<RecordKey, Change> changes, Decider by) {
        Map<RecordKey, StoredState> stored = states.read(sync.name(), changes.keySet());
        Map<RecordKey, Decision> decisions = by.decide(changes, stored);
        Map<RecordKey, Change> again = new LinkedHashMap<>();
        begun.addAll(changes.keySet());
        executor.execute(decisions, changes, stored).forEach((key, result) -> take(changes.get(key), result, again));
        return again;
    }

    private void take(Change change, ExecutionResult result, Map<RecordKey, Change> again) {
        if (result instanceof ExecutionResult.Settled settled) {
            outcomes.put(change.key(), settled.outcome());
        } else if (result instanceof ExecutionResult.Postponed later) {
            postpone(later.change(), later.after(), later.why());
        } else if (result instanceof ExecutionResult.LookAgain look) {
            again.put(change.key(), look.change());
        } else if (result instanceof ExecutionResult.LostRace lost) {
            // The loser of a race does not know what the target holds, nor whose the document is that it wrote.
            Change doubt = sync.inDoubt(change);
            Optional<String> left = lost.writtenId().or(() -> sync.targetId(doubt));
            again.put(change.key(), lost.targetWritten() ? ((Change.Refresh) doubt).leaving(left) : change);
        } else {
            throw new IllegalStateException("nobody takes " + result + ": key " + change.key());
        }
    }

    private void postpone(Change change, Optional<Duration> after, String reason) {
        postponed.add(change);
        if (after.isPresent() && (notBefore.isEmpty() || after.get().compareTo(notBefore.get()) > 0)) {
            notBefore = after;
        }
        why = why.or(() -> Optional.of(reason));
    }
}
