package dev.fides.sync.work;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.InvalidRecord;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.run.Tally;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import dev.fides.sync.absence.HostMemory;
import dev.fides.sync.absence.HostTrial;
import dev.fides.sync.compare.ListedPage;
import dev.fides.sync.compare.PageCounts;
import dev.fides.sync.compare.PageDiff;
import dev.fides.sync.runs.PageProblems;
import dev.fides.sync.runs.RunCloser;
import dev.fides.sync.snapshot.SnapshotStep;
import dev.fides.sync.snapshot.Snapshots;
import dev.fides.sync.steps.ListingWalk;
import dev.fides.sync.steps.RunTicket;
import dev.fides.sync.steps.RunWork;
import dev.fides.sync.steps.Stages;
import dev.fides.sync.steps.StepEnd;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Imports and reimports: pages the host, compares, and hands on what changed. */
public final class ImportWork implements RunWork {

    /** Keys of a canary import that are read together. */
    private static final int KEYS_PER_PAGE = 100;

    private final PageDiff diff;
    private final FindingSink sink;
    private final PageProblems problems;
    private final HostTrial trial;
    private final ListingReview review;
    private final Snapshots snapshots;
    private final RunCloser closer;
    private final Workers workers;
    private final RecordMemory memory;
    private final Clock clock;
    private final EngineListener listener;

    public ImportWork(
            PageDiff diff,
            FindingSink sink,
            PageProblems problems,
            HostTrial trial,
            HostMemory hosts,
            Snapshots snapshots,
            RunCloser closer,
            EngineEnvironment around) {
        this.diff = diff;
        this.sink = sink;
        this.problems = problems;
        this.trial = trial;
        this.review = new ListingReview(hosts);
        this.snapshots = snapshots;
        this.closer = closer;
        this.workers = around.workers();
        this.memory = around.memory();
        this.clock = around.clock();
        this.listener = around.listener();
    }

    @Override
    public StepEnd work(Sync sync, RunTicket ticket) {
        StepEnd end = Stages.follow(ticket, List.of(stage(sync, ticket)));
        if (end instanceof StepEnd.AllRead) {
            snapshots.conclude(sync, ticket.run());
        }
        return end;
    }

    /** Reading the host, as a phase of an import or of a plan. */
    Stages.Stage stage(Sync sync, RunTicket ticket) {
        return new Stages.Stage(Progress.Phase.HOST, then -> walk(sync, ticket, then));
    }

    private StepEnd walk(Sync sync, RunTicket ticket, Progress.Phase then) {
        Run run = ticket.run();
        ListingWalk.Source<HostPage> source = run.options().keys().isEmpty()
                ? cursor -> asPage(sync.host().list(cursor))
                : cursor -> keyed(sync, run.options().keys(), cursor);
        SnapshotStep snapshot = snapshots.begin(sync, run);
        ListingWatch watch = new ListingWatch(sync, ticket, trial, closer, snapshot);
        return new ListingWalk<>(
                        source,
                        new Reading(sync, ticket, snapshot, watch, sink.step(sync, run)),
                        workers,
                        clock,
                        listener,
                        watch,
                        memory)
                .walk(ticket, run.options().limit(), then);
    }

    /** What one step does with the pages that it reads. */
    private final class Reading implements ListingWalk.Work<HostPage> {
        private final Sync sync;
        private final RunTicket ticket;
        private final SnapshotStep snapshot;
        private final ListingWatch watch;
        private final FindingSink.Step step;
        private boolean problemsKept;

        Reading(Sync sync, RunTicket ticket, SnapshotStep snapshot, ListingWatch watch, FindingSink.Step step) {
            this.sync = sync;
            this.ticket = ticket;
            this.snapshot = snapshot;
            this.watch = watch;
            this.step = step;
        }

        @Override
        public Tally handle(Progress before, ListingWalk.Page<HostPage> page, Instant readAt) {
            Run run = ticket.run();
            FindingSink.Page taking = step.page(run, before);
            Read read = read(sync, run, before, page.content(), readAt, snapshot, watch.warnings(), taking);
            problemsKept = !read.problems().isEmpty();
            return Tally.of(read.counts());
        }

        /** Problems count from the checkpoint on, which keeps their number within its limit. */
        @Override
        public boolean mayWait(Instant noted) {
            return !problemsKept && step.mayWait(noted);
        }

        @Override
        public void handOn(int page) {
            step.handOn(page);
        }
    }

    private record Read(ReadCounts counts, List<Problem> problems) {}

    private Read read(
            Sync sync,
            Run run,
            Progress before,
            HostPage content,
            Instant readAt,
            SnapshotStep snapshot,
            List<Problem> warnings,
            FindingSink.Page taking) {
        boolean forced = run.type() == RunType.REIMPORT;
        Instant observedAt = readAt.minus(sync.host().traits().listingLag());
        ListedPage page = ListedPage.of(sync, run, before.page() + 1, withinLimit(content, run, before));
        List<List<HostRecord>> portions = Portions.of(page.records(), memory.portion());
        ReadCounts counts = ReadCounts.NONE;
        List<Problem> odd = new ArrayList<>(warnings);
        snapshot.page(before, page.doubtful());
        for (List<HostRecord> portion : portions.subList(0, portions.size() - 1)) {
            PageDiff.Findings findings = compare(sync, run, portion, observedAt, snapshot, odd);
            counts = counts.plus(PageCounts.of(findings, 0));
            taking.take(findings);
            taking.goOn();
        }
        PageDiff.Findings last = compare(sync, run, portions.get(portions.size() - 1), observedAt, snapshot, odd)
                .and(page.refreshes(forced));
        counts = counts.plus(PageCounts.of(last, page.unusable()));
        odd.addAll(review.of(sync, run, before, content, counts));
        List<Problem> kept = problems.add(run, before, odd, page.problems());
        taking.take(last);
        taking.end();
        kept.forEach(problem -> listener.itemsInvalid(run, problem));
        return new Read(counts, kept);
    }

    private PageDiff.Findings compare(
            Sync sync,
            Run run,
            List<HostRecord> portion,
            Instant observedAt,
            SnapshotStep snapshot,
            List<Problem> odd) {
        SnapshotStep.Look look = snapshot.look(portion);
        boolean forced = run.type() == RunType.REIMPORT;
        PageDiff.Findings findings = diff.compare(sync, run.id(), portion, observedAt, forced, look.unchanged());
        odd.addAll(snapshot.take(look, findings));
        return findings;
    }

    /** A canary import reads no more than it was allowed to. */
    private static HostPage withinLimit(HostPage page, Run run, Progress before) {
        OptionalLong limit = run.options().limit();
        int size = page.records().size();
        long left = limit.isEmpty() ? size : Math.max(0, limit.getAsLong() - before.listed());
        return left >= size ? page : page.first((int) left);
    }

    private ListingWalk.Page<HostPage> asPage(HostPage page) {
        return new ListingWalk.Page<>(
                page,
                page.size(),
                page.next(),
                page.total(),
                Portions.bytes(page.records().stream().map(HostRecord::content).toList(), memory.portion()),
                () -> identities(page));
    }

    /** What another part of the listing brought before may come again in this one. */
    private static List<String> identities(HostPage page) {
        return IntStream.range(0, page.records().size())
                .mapToObj(
                        i -> page.partOf(i) + "/" + page.records().get(i).key().value())
                .toList();
    }

    /** The records of a canary import with given keys, as pages; the cursor is the place in the list of keys. */
    private ListingWalk.Page<HostPage> keyed(Sync sync, List<RecordKey> keys, Optional<String> cursor) {
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(from + KEYS_PER_PAGE, keys.size());
        Map<RecordKey, HostReading> readings = sync.host().get(keys.subList(from, to));
        List<HostRecord> records = new ArrayList<>();
        List<InvalidRecord> invalid = new ArrayList<>();
        readings.forEach((key, reading) -> {
            if (reading instanceof HostReading.Present present) {
                records.add(present.record());
            } else if (reading instanceof HostReading.Failed failed) {
                // What the host refuses is that key's fault; while it gives no answer, nothing is known of any.
                if (failed.error() instanceof RetryableException) {
                    throw failed.error();
                }
                invalid.add(new InvalidRecord(
                        from + keys.subList(from, to).indexOf(key) + 1,
                        Optional.of(key),
                        failed.error().getMessage(),
                        ""));
            }
        });
        Optional<String> next = to < keys.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return asPage(new HostPage(records, invalid, next, OptionalLong.empty()));
    }
}
