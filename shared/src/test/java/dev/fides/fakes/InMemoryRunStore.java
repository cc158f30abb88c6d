package dev.fides.fakes;

import dev.fides.model.ConflictException;
import dev.fides.model.InvalidCursorException;
import dev.fides.run.Ledger;
import dev.fides.run.LedgerSummary;
import dev.fides.run.Run;
import dev.fides.run.RunCodec;
import dev.fides.run.RunListing;
import dev.fides.run.RunPage;
import dev.fides.run.RunPageId;
import dev.fides.run.RunStore;
import dev.fides.run.StoredLedger;
import dev.fides.run.StoredRun;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs and ledgers in memory; runs that ended vanish after 30 days, ledgers 60 days after they were written. */
public final class InMemoryRunStore implements RunStore {

    private static final Duration ENDED_RUN_TIME_TO_LIVE = Duration.ofDays(30);
    private static final Duration LEDGER_TIME_TO_LIVE = Duration.ofDays(60);

    private static final Comparator<Run> NEWEST_FIRST =
            Comparator.comparing(Run::createdAt).thenComparing(Run::id).reversed();

    private final RunCodec codec = new RunCodec();
    private final Shelf runs;
    private final Shelf ledgers;
    private final Shelf pages;
    private final Faults faults = new Faults();
    private final AtomicInteger summariesRead = new AtomicInteger();

    public InMemoryRunStore(Clock clock) {
        runs = new Shelf(clock);
        ledgers = new Shelf(clock);
        pages = new Shelf(clock);
    }

    public Faults faults() {
        return faults;
    }

    /** Every ledger of a run, in order of ids. */
    public List<Ledger> ledgers(String runId) {
        return ledgers.startingWith(runId + "/").stream()
                .map(item -> codec.decodeLedger(item.json()))
                .toList();
    }

    @Override
    public StoredRun create(Run run) {
        faults.beforeCall("create run " + run.id());
        Shelf.Item item = runs.putIf(run.id(), Optional.empty(), codec.encode(run), timeToLive(run))
                .orElseThrow(() -> new ConflictException("a run of this id exists: run " + run.id()));
        faults.afterWrite("create run " + run.id());
        return run(item);
    }

    @Override
    public Optional<StoredRun> read(String runId) {
        faults.beforeCall("read run " + runId);
        return runs.get(runId).map(this::run);
    }

    @Override
    public StoredRun replace(StoredRun expected, Run run) {
        faults.beforeCall("replace run " + run.id());
        Shelf.Item item = runs.putIf(run.id(), Optional.of(expected.etag()), codec.encode(run), timeToLive(run))
                .orElseThrow(() -> new ConflictException("another version is stored: run " + run.id()));
        faults.afterWrite("replace run " + run.id());
        return run(item);
    }

    @Override
    public List<StoredRun> active(String sync) {
        faults.beforeCall("active runs: sync " + sync);
        return runsOf(sync).filter(stored -> !stored.run().status().ended()).toList();
    }

    @Override
    public RunListing list(String sync, Optional<String> cursor, int limit) {
        faults.beforeCall("list runs: sync " + sync);
        int skip = cursor.map(InMemoryRunStore::place).orElse(0);
        List<Run> rest = runsOf(sync).map(StoredRun::run).skip(skip).toList();
        return new RunListing(
                rest.stream().limit(limit).toList(),
                rest.size() > limit ? Optional.of(String.valueOf(skip + limit)) : Optional.empty());
    }

    private static int place(String cursor) {
        try {
            return Integer.parseUnsignedInt(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidCursorException(cursor, e);
        }
    }

    @Override
    public void putLedgers(List<Ledger> news) {
        faults.beforeCall("put ledgers");
        if (news.stream().map(Ledger::runId).distinct().count() > 1) {
            throw new IllegalArgumentException("ledgers of more than one run");
        }
        news.forEach(ledger -> ledgers.put(id(ledger), codec.encode(ledger), Optional.of(LEDGER_TIME_TO_LIVE)));
        faults.afterWrite("put ledgers");
    }

    @Override
    public Optional<StoredLedger> ledger(String runId, String ledgerId) {
        faults.beforeCall("read ledger " + ledgerId + ": run " + runId);
        return ledgers.get(runId + "/" + ledgerId).map(this::ledger);
    }

    @Override
    public StoredLedger replace(StoredLedger expected, Ledger ledger) {
        String what = "ledger " + ledger.id() + ", run " + ledger.runId();
        faults.beforeCall("replace " + what);
        Shelf.Item item = ledgers.putIf(
                        id(ledger),
                        Optional.of(expected.etag()),
                        codec.encode(ledger),
                        Optional.of(LEDGER_TIME_TO_LIVE))
                .orElseThrow(() -> new ConflictException("another version is stored: " + what));
        faults.afterWrite("replace " + what);
        return ledger(item);
    }

    @Override
    public void eachLedger(String runId, Consumer<LedgerSummary> to) {
        faults.beforeCall("ledgers of run " + runId);
        counted(summaries(runId)).forEach(to);
    }

    @Override
    public List<LedgerSummary> unsettled(String runId, int limit) {
        faults.beforeCall("unsettled ledgers of run " + runId);
        return counted(summaries(runId).filter(summary -> !summary.settled()).limit(limit));
    }

    @Override
    public void putPages(List<RunPage> news) {
        faults.beforeCall("put pages");
        if (news.stream().map(page -> page.at().runId()).distinct().count() > 1) {
            throw new IllegalArgumentException("pages of more than one run");
        }
        news.forEach(page -> pages.put(
                prefix(page.at().runId(), page.kind()) + page.at().text(),
                codec.encode(page),
                Optional.of(LEDGER_TIME_TO_LIVE)));
        faults.afterWrite("put pages");
    }

    @Override
    public List<RunPage> pages(String runId, RunPage.Kind kind, Optional<RunPageId> after, int limit) {
        faults.beforeCall("pages of run " + runId);
        String prefix = prefix(runId, kind);
        return pages.startingWith(prefix).stream()
                .filter(item -> after.isEmpty()
                        || item.id().compareTo(prefix + after.get().text()) > 0)
                .limit(limit)
                .map(item -> codec.decodePage(item.json()))
                .toList();
    }

    @Override
    public int remove(String runId, int limit) {
        faults.beforeCall("remove run " + runId);
        int removed = 0;
        for (Shelf shelf : List.of(ledgers, pages)) {
            for (Shelf.Item item : shelf.startingWith(runId + "/")) {
                if (removed < limit && shelf.removeIf(item.id(), item.etag())) {
                    removed++;
                }
            }
        }
        Optional<Shelf.Item> run = runs.get(runId);
        if (removed < limit && run.isPresent() && runs.removeIf(runId, run.get().etag())) {
            removed++;
        }
        faults.afterWrite("remove run " + runId);
        return removed;
    }

    private static String prefix(String runId, RunPage.Kind kind) {
        return runId + "/" + kind + "/";
    }

    private Stream<LedgerSummary> summaries(String runId) {
        return ledgers.startingWith(runId + "/").stream().map(item -> codec.decodeSummary(item.json()));
    }

    /** How many summaries of ledgers were handed out. */
    public int summariesRead() {
        return summariesRead.get();
    }

    private List<LedgerSummary> counted(Stream<LedgerSummary> summaries) {
        List<LedgerSummary> read = summaries.toList();
        summariesRead.addAndGet(read.size());
        return read;
    }

    private Stream<StoredRun> runsOf(String sync) {
        return runs.startingWith("").stream()
                .map(this::run)
                .filter(stored -> stored.run().sync().equals(sync))
                .sorted(Comparator.comparing(StoredRun::run, NEWEST_FIRST));
    }

    private StoredRun run(Shelf.Item item) {
        return new StoredRun(codec.decodeRun(item.json()), item.etag());
    }

    private StoredLedger ledger(Shelf.Item item) {
        return new StoredLedger(codec.decodeLedger(item.json()), item.etag());
    }

    private static Optional<Duration> timeToLive(Run run) {
        return run.status().ended() ? Optional.of(ENDED_RUN_TIME_TO_LIVE) : Optional.empty();
    }

    private static String id(Ledger ledger) {
        return ledger.runId() + "/" + ledger.id();
    }
}
