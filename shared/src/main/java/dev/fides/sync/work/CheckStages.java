package dev.fides.sync.work;

import dev.fides.config.IdComparison;
import dev.fides.model.RecordKey;
import dev.fides.run.CheckCounts;
import dev.fides.run.Nomination;
import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.Tally;
import dev.fides.state.StateFilter;
import dev.fides.state.StatePage;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import dev.fides.sync.compare.HostCheck;
import dev.fides.sync.compare.Ownership;
import dev.fides.sync.runs.PageProblems;
import dev.fides.sync.steps.ListingWalk;
import dev.fides.sync.steps.RunTicket;
import dev.fides.sync.steps.Stages;
import dev.fides.sync.steps.StepEnd;
import dev.fides.target.InvalidDocument;
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
import java.util.stream.Stream;

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
    private final PageProblems problems;
    private final Workers workers;
    private final RecordMemory memory;
    private final Clock clock;
    private final EngineListener listener;

    CheckStages(EnginePorts ports, CheckSink sink, EngineEnvironment around) {
        this.states = ports.states();
        this.sink = sink;
        this.problems = new PageProblems(ports.runs());
        this.workers = around.workers();
        this.memory = around.memory();
        this.clock = around.clock();
        this.listener = around.listener();
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
                        cursor -> page(sync.target().list(cursor), memory),
                        (before, page, readAt) -> target(sync, ticket, before, page.content()),
                        workers,
                        clock,
                        listener,
                        new ListingWalk.Watch<>() {},
                        memory)
                .walk(ticket, OptionalLong.empty(), then);
    }

    private StepEnd walkStates(Sync sync, RunTicket ticket, Progress.Phase then) {
        return new ListingWalk<StatePage>(
                        cursor -> page(
                                states.list(sync.name(), new StateFilter.MayBeHeld(), cursor, HostCheck.group(sync))),
                        (before, page, readAt) ->
                                remembered(sync, ticket, before, page.content().states()),
                        workers,
                        clock,
                        listener)
                .walk(ticket, OptionalLong.empty(), then);
    }

    static ListingWalk.Page<TargetPage> page(TargetPage page, RecordMemory memory) {
        return new ListingWalk.Page<>(
                page,
                page.size(),
                page.next(),
                page.total(),
                Portions.bytes(
                        page.documents().stream().map(TargetDocument::content).toList(), memory.portion()),
                () -> page.documents().stream().map(TargetDocument::id).toList());
    }

    static ListingWalk.Page<StatePage> page(StatePage page) {
        return new ListingWalk.Page<>(page, page.states().size(), page.next(), OptionalLong.empty());
    }

    private Tally target(Sync sync, RunTicket ticket, Progress before, TargetPage page) {
        List<TargetDocument> documents = page.documents();
        List<RecordKey> keys = Stream.concat(
                        documents.stream().map(TargetDocument::key),
                        page.invalid().stream().flatMap(item -> item.key().stream()))
                .distinct()
                .toList();
        Map<RecordKey, StoredState> stored = keys.isEmpty() ? Map.of() : states.read(sync.name(), keys);
        Map<RecordKey, String> strays = new LinkedHashMap<>();
        List<Nomination> twins = new ArrayList<>();
        long foreign = 0;
        for (TargetDocument document : documents) {
            Optional<SyncState> state =
                    Optional.ofNullable(stored.get(document.key())).map(StoredState::state);
            Ownership owner = Ownership.of(sync.definition().target().ids(), document, state);
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
        HostCheck.Checked checked = new HostCheck(sync, workers, memory).check(strays.keySet(), stored);
        List<Nomination> nominations = new ArrayList<>(twins);
        checked.reasons()
                .forEach((key, why) -> nominations.add(new Nomination(key, why, Optional.of(strays.get(key)))));
        // What the states name is looked at, and counted, by these.
        List<InvalidDocument> unknown = page.invalid().stream()
                .filter(item -> !item.key()
                        .map(stored::get)
                        .map(StoredState::state)
                        .filter(SyncState::mayBeHeld)
                        .isPresent())
                .toList();
        tell(ticket.run(), before, page.invalid(), checked.unreadable());
        sink.take(sync, ticket.run(), before, documents, nominations);
        int unreadable = checked.unreadable().size();
        return Tally.of(CheckCounts.of(
                strays.size() + twins.size() - nominations.size() - unreadable,
                nominations.size(),
                foreign,
                unreadable + unknown.size()));
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
        HostCheck.Checked checked = new HostCheck(sync, workers, memory).check(stored.keySet(), stored);
        List<Nomination> nominations = new ArrayList<>();
        for (RecordKey key : stored.keySet()) {
            Optional.ofNullable(checked.reasons().get(key))
                    .or(() -> left.contains(key) && !checked.unreadable().containsKey(key)
                            ? Optional.of(Nomination.Reason.MOVED)
                            : Optional.empty())
                    .ifPresent(why -> nominations.add(new Nomination(key, why, Optional.empty())));
        }
        tell(ticket.run(), before, List.of(), checked.unreadable());
        sink.take(sync, ticket.run(), before, List.of(), nominations);
        int unreadable = checked.unreadable().size();
        return Tally.of(
                CheckCounts.of(stored.size() - nominations.size() - unreadable, nominations.size(), 0, unreadable));
    }

    private void tell(Run run, Progress before, List<InvalidDocument> listed, Map<RecordKey, String> unreadable) {
        List<Problem> found = new ArrayList<>(UnreadableDocuments.problems(run, before, listed));
        unreadable.forEach((key, why) -> found.add(new Problem(
                before.page() + 1,
                Optional.of(key),
                "expected the host to say whether it has the record, found: " + why
                        + "; it is left as it is in the target. Mend the record in the host; sync " + run.sync()
                        + ", run " + run.id(),
                Optional.empty())));
        problems.add(run, before, List.of(), found).forEach(problem -> listener.itemsInvalid(run, problem));
    }
}
