package dev.fides.sync.work;

import dev.fides.config.IdComparison;
import dev.fides.model.RecordKey;
import dev.fides.run.CheckCounts;
import dev.fides.run.Nomination;
import dev.fides.run.Progress;
import dev.fides.run.Tally;
import dev.fides.state.StateFilter;
import dev.fides.state.StatePage;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import dev.fides.sync.compare.HostCheck;
import dev.fides.sync.compare.Ownership;
import dev.fides.sync.steps.ListingWalk;
import dev.fides.sync.steps.RunTicket;
import dev.fides.sync.steps.Stages;
import dev.fides.sync.steps.StepEnd;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The phases in which a clean-up looks for what the target should hold no longer.
 *
 * <p>What the target may hold by the sync's states is checked once, by these, whether the target lists it or not: also
 * what was withdrawn, as by a cancelled run, and never confirmed. The target's listing is for what the states do not name.
 * So no document is counted twice, and nothing need be remembered from one phase to the other.
 */
final class CheckStages {

    private final SyncStateStore states;
    private final CheckSink sink;
    private final Workers workers;
    private final Clock clock;
    private final EngineListener listener;

    CheckStages(SyncStateStore states, CheckSink sink, Workers workers, Clock clock, EngineListener listener) {
        this.states = states;
        this.sink = sink;
        this.workers = workers;
        this.clock = clock;
        this.listener = listener;
    }

    List<Stages.Stage> of(Sync sync, RunTicket ticket) {
        List<Stages.Stage> stages = new ArrayList<>();
        if (sync.target().traits().lists()) {
            stages.add(new Stages.Stage(Progress.Phase.TARGET, then -> walkTarget(sync, ticket, then)));
        }
        stages.add(new Stages.Stage(Progress.Phase.STATE, then -> walkStates(sync, ticket, then)));
        return stages;
    }

    private StepEnd walkTarget(Sync sync, RunTicket ticket, Progress.Phase then) {
        return new ListingWalk<TargetPage>(
                        cursor -> page(sync.target().list(cursor)),
                        (before, page, readAt) ->
                                target(sync, ticket, before, page.content().documents()),
                        workers,
                        clock,
                        listener)
                .walk(ticket, OptionalLong.empty(), then);
    }

    private StepEnd walkStates(Sync sync, RunTicket ticket, Progress.Phase then) {
        return new ListingWalk<StatePage>(
                        cursor -> page(states.list(sync.name(), new StateFilter.MayBeHeld(), cursor, HostCheck.GROUP)),
                        (before, page, readAt) ->
                                remembered(sync, ticket, before, page.content().states()),
                        workers,
                        clock,
                        listener)
                .walk(ticket, OptionalLong.empty(), then);
    }

    static ListingWalk.Page<TargetPage> page(TargetPage page) {
        return new ListingWalk.Page<>(
                page,
                page.documents().size(),
                page.next(),
                page.total(),
                () -> page.documents().stream().map(TargetDocument::id).toList());
    }

    static ListingWalk.Page<StatePage> page(StatePage page) {
        return new ListingWalk.Page<>(page, page.states().size(), page.next(), OptionalLong.empty());
    }

    private Tally target(Sync sync, RunTicket ticket, Progress before, List<TargetDocument> documents) {
        Map<RecordKey, StoredState> stored = documents.isEmpty()
                ? Map.of()
                : states.read(
                        sync.name(),
                        documents.stream().map(TargetDocument::key).distinct().toList());
        Map<RecordKey, String> strays = new LinkedHashMap<>();
        List<Nomination> twins = new ArrayList<>();
        long foreign = 0;
        for (TargetDocument document : documents) {
            Optional<SyncState> state =
                    Optional.ofNullable(stored.get(document.key())).map(StoredState::state);
            Ownership owner = Ownership.of(document, state);
            if (owner == Ownership.MOVED) {
                // Records with old ids are looked at by their states, except where only the listing shows two
                // documents.
                if (isTwin(document, documents, stored)) {
                    twins.add(new Nomination(document.key(), Nomination.Reason.MOVED, Optional.of(document.id())));
                }
                continue;
            }
            if (owner != Ownership.FOREIGN && state.filter(SyncState::mayBeHeld).isPresent()) {
                continue;
            }
            boolean asked =
                    owner == Ownership.KNOWN || sync.definition().cleanUp().foreign();
            if (asked && !strays.containsKey(document.key())) {
                strays.put(document.key(), document.id());
            } else {
                foreign++;
            }
        }
        List<Nomination> nominations = new ArrayList<>(twins);
        new HostCheck(sync, workers)
                .check(strays.keySet(), stored)
                .forEach((key, reason) -> reason.ifPresent(
                        why -> nominations.add(new Nomination(key, why, Optional.of(strays.get(key))))));
        sink.take(sync, ticket.run(), before, documents, nominations);
        return Tally.of(CheckCounts.of(strays.size() + twins.size() - nominations.size(), nominations.size(), foreign));
    }

    /** Whether the target holds this document of an old id besides that of an id which it may take for the same. */
    private static boolean isTwin(
            TargetDocument document, List<TargetDocument> documents, Map<RecordKey, StoredState> stored) {
        Optional<String> now = stored.get(document.key()).state().targetId();
        return now.filter(id -> IdComparison.mayBeSame(id, document.id())).isPresent()
                && documents.stream()
                        .anyMatch(other -> other.key().equals(document.key())
                                && Optional.of(other.id()).equals(now));
    }

    private Tally remembered(Sync sync, RunTicket ticket, Progress before, List<StoredState> page) {
        Map<RecordKey, StoredState> stored = new LinkedHashMap<>();
        page.forEach(state -> stored.put(state.state().key(), state));
        Set<RecordKey> left = new LeftDocuments(states, sync).among(page);
        List<Nomination> nominations = new ArrayList<>();
        new HostCheck(sync, workers)
                .check(stored.keySet(), stored)
                .forEach((key, reason) -> reason.or(
                                () -> left.contains(key) ? Optional.of(Nomination.Reason.MOVED) : Optional.empty())
                        .ifPresent(why -> nominations.add(new Nomination(key, why, Optional.empty()))));
        sink.take(sync, ticket.run(), before, List.of(), nominations);
        return Tally.of(CheckCounts.of(stored.size() - nominations.size(), nominations.size(), 0));
    }
}
