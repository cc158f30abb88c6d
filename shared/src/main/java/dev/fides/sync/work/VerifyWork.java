package dev.fides.sync.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.Faults;
import dev.fides.bounds.TooLongException;
import dev.fides.host.HostReading;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.json.Excerpt;
import dev.fides.model.RecordKey;
import dev.fides.resilience.Side;
import dev.fides.run.FieldDifference;
import dev.fides.run.Nomination;
import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunPage;
import dev.fides.run.RunStatus;
import dev.fides.run.Tally;
import dev.fides.run.VerifyCounts;
import dev.fides.state.StateFilter;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import dev.fides.sync.absence.HostTrial;
import dev.fides.sync.compare.DocumentDiff;
import dev.fides.sync.compare.HostCheck;
import dev.fides.sync.compare.Ownership;
import dev.fides.sync.compare.Wanted;
import dev.fides.sync.runs.PageProblems;
import dev.fides.sync.runs.RunPages;
import dev.fides.sync.runs.RunReport;
import dev.fides.sync.send.ChangeSender;
import dev.fides.sync.steps.ListingWalk;
import dev.fides.sync.steps.RunTicket;
import dev.fides.sync.steps.RunWork;
import dev.fides.sync.steps.Stages;
import dev.fides.sync.steps.StepEnd;
import dev.fides.target.InvalidDocument;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Verifications: compare what the target lists with the mapped host, then look for what the target lacks. Reads only,
 * unless the run is to repair what it finds.
 */
public final class VerifyWork implements RunWork {

    private final SyncStateStore states;
    private final RunPages pages;
    private final PageProblems problems;
    private final RunReport report;
    private final HostTrial trial;
    private final ChangeSender sender;
    private final Workers workers;
    private final RecordMemory memory;
    private final Clock clock;
    private final EngineListener listener;

    public VerifyWork(
            EnginePorts ports, RunReport report, HostTrial trial, ChangeSender sender, EngineEnvironment around) {
        this.states = ports.states();
        this.pages = new RunPages(ports.runs());
        this.problems = new PageProblems(ports.runs());
        this.report = report;
        this.trial = trial;
        this.sender = sender;
        this.workers = around.workers();
        this.memory = around.memory();
        this.clock = around.clock();
        this.listener = around.listener();
    }

    @Override
    public Set<Side> uses() {
        return EnumSet.allOf(Side.class);
    }

    @Override
    public StepEnd work(Sync sync, RunTicket ticket) {
        if (!sync.target().traits().lists()) {
            return new StepEnd.Stop(
                    RunStatus.FAILED,
                    "the target cannot be listed, so that nobody can see what it holds; of a REST target target.list is"
                            + " missing in the definition. Sync "
                            + sync.name() + ", run " + ticket.run().id());
        }
        Optional<String> objection = trial.objectionAtStart(sync, ticket.run());
        if (objection.isPresent()) {
            return new StepEnd.Stop(RunStatus.FAILED, objection.get());
        }
        return Stages.follow(
                ticket,
                List.of(
                        new Stages.Stage(Progress.Phase.TARGET, then -> walkTarget(sync, ticket, then)),
                        new Stages.Stage(Progress.Phase.STATE, then -> walkStates(sync, ticket, then))));
    }

    private StepEnd walkTarget(Sync sync, RunTicket ticket, Progress.Phase then) {
        return new ListingWalk<TargetPage>(
                        cursor -> CheckStages.page(sync.target().list(cursor), memory),
                        (before, page, readAt) -> target(sync, ticket.run(), before, page.content()),
                        workers,
                        clock,
                        listener,
                        new ListingWalk.Watch<>() {},
                        memory)
                .walk(ticket, OptionalLong.empty(), then);
    }

    private Tally target(Sync sync, Run run, Progress before, TargetPage listed) {
        Map<RecordKey, List<TargetDocument>> documents = new LinkedHashMap<>();
        listed.documents()
                .forEach(document -> documents
                        .computeIfAbsent(document.key(), key -> new ArrayList<>())
                        .add(document));
        Set<RecordKey> keys = documents.keySet();
        Map<RecordKey, StoredState> stored = keys.isEmpty() ? Map.of() : states.read(sync.name(), keys);
        VerifyPage page = new VerifyPage();
        List<RecordKey> seen = new ArrayList<>();
        new HostCheck(sync, workers, memory)
                .inPortions(
                        keys,
                        readings -> seen.addAll(judge(
                                sync,
                                readings.keySet().stream()
                                        .flatMap(key -> documents.get(key).stream())
                                        .toList(),
                                readings,
                                stored,
                                page)));
        List<Long> hashes = new ArrayList<>(SeenKeys.hashes(seen));
        hashes.addAll(unreadable(run, before, listed.invalid(), page));
        pages.write(run, before.page(), hashes, RunPage.Seen::new);
        return conclude(sync, run, before, page);
    }

    /** Compares documents with what the host says of their records; returns the keys of those that are the sync's own. */
    private List<RecordKey> judge(
            Sync sync,
            List<TargetDocument> documents,
            Map<RecordKey, HostReading> readings,
            Map<RecordKey, StoredState> stored,
            VerifyPage page) {
        List<RecordKey> seen = new ArrayList<>();
        List<Wanted> allWanted = workers.map(
                documents, document -> HostCheck.whole(sync, readings.get(document.key()), state(stored, document)));
        for (int i = 0; i < documents.size(); i++) {
            TargetDocument document = documents.get(i);
            Optional<SyncState> state = state(stored, document);
            Wanted wanted = allWanted.get(i);
            if (Ownership.of(sync.definition().target().ids(), document, state) == Ownership.MOVED
                    && wanted instanceof Wanted.Document) {
                page.extra(document.key(), Nomination.Reason.MOVED);
            } else if (isOurs(sync, document, state, wanted)) {
                seen.add(document.key());
                compare(sync, document, wanted, page);
            } else {
                page.foreign();
            }
        }
        return seen;
    }

    private static Optional<SyncState> state(Map<RecordKey, StoredState> stored, TargetDocument document) {
        return Optional.ofNullable(stored.get(document.key())).map(StoredState::state);
    }

    /** Documents that are there and cannot be read: they are no lost ones, whichever records they stand for. */
    private List<Long> unreadable(Run run, Progress before, List<InvalidDocument> listed, VerifyPage page) {
        List<Problem> found = UnreadableDocuments.problems(run, before, listed);
        problems.add(run, before, List.of(), found).forEach(problem -> listener.itemsInvalid(run, problem));
        List<Long> seen = new ArrayList<>();
        for (InvalidDocument item : listed) {
            if (item.key().isPresent()) {
                page.unreadable(item.key().get(), item.reason());
                seen.addAll(SeenKeys.hashes(List.of(item.key().get())));
            } else {
                page.unreadableDocument();
                seen.add(SeenKeys.UNKNOWN);
            }
        }
        return seen;
    }

    /** What the state does not vouch for may still be what the host's record maps to, published by nobody we know. */
    private static boolean isOurs(Sync sync, TargetDocument document, Optional<SyncState> state, Wanted wanted) {
        if (Ownership.of(sync.definition().target().ids(), document, state) != Ownership.FOREIGN) {
            return true;
        }
        return state.isEmpty()
                && wanted instanceof Wanted.Document mapped
                && mapped.id()
                        .map(id -> sync.definition().target().ids().isSame(id, document.id()))
                        .orElse(true);
    }

    private static void compare(Sync sync, TargetDocument document, Wanted wanted, VerifyPage page) {
        RecordKey key = document.key();
        if (wanted instanceof Wanted.Nothing nothing) {
            page.extra(key, nothing.why());
        } else if (wanted instanceof Wanted.Unreadable unreadable) {
            page.unreadable(key, unreadable.error());
        } else if (wanted instanceof Wanted.Unmappable invalid) {
            page.unreadable(key, invalid.message());
        } else {
            compare(sync, document, ((Wanted.Document) wanted).document(), page);
        }
    }

    private static void compare(Sync sync, TargetDocument listed, JsonNode mapped, VerifyPage page) {
        try {
            compare(listed.key(), DocumentDiff.between(sync.mapping().comparison(), listed.body(), mapped), page);
        } catch (InvalidTemplateException | TooLongException e) {
            page.unreadable(listed.key(), e.getMessage());
        } catch (Throwable e) {
            Faults.passOn(e);
            page.unreadable(listed.key(), "it cannot be compared: " + Excerpt.of(e.toString()));
        }
    }

    private static void compare(RecordKey key, List<FieldDifference> differences, VerifyPage page) {
        if (differences.isEmpty()) {
            page.same();
        } else {
            page.differs(key, differences);
        }
    }

    private StepEnd walkStates(Sync sync, RunTicket ticket, Progress.Phase then) {
        long listed = ticket.run().progress().verified().compared();
        SlicedCursor first = SlicedCursor.first((int) (listed / SeenKeys.SLICE) + 1);
        LostDocuments lost = new LostDocuments(sync, pages, workers, memory);
        return new ListingWalk<LostDocuments.Page>(
                        cursor -> {
                            SlicedCursor at = cursor.map(SlicedCursor::parse).orElse(first);
                            var page =
                                    states.list(sync.name(), new StateFilter.Published(), at.cursor(), HostCheck.GROUP);
                            return new ListingWalk.Page<>(
                                    new LostDocuments.Page(at.slice(), page.states()),
                                    page.states().size(),
                                    at.after(page.next()),
                                    OptionalLong.empty());
                        },
                        (before, page, readAt) ->
                                conclude(sync, ticket.run(), before, lost.among(ticket.run(), page.content())),
                        workers,
                        clock,
                        listener)
                .walk(ticket, OptionalLong.empty(), then);
    }

    private Tally conclude(Sync sync, Run run, Progress before, VerifyPage page) {
        report.add(run, before, shown(before.verified()), page.examples());
        if (run.options().repair()) {
            sender.send(sync, run, before.page(), page.repairs());
        }
        return Tally.of(page.counts());
    }

    private static long shown(VerifyCounts counts) {
        return counts.differs() + counts.missing() + counts.extra() + counts.unreadable();
    }
}
