package dev.fides.sync;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Imports and reimports: pages the host, compares, and hands on what changed. */
final class ImportWork implements RunWork {

    /** Keys of a canary import that are read together. */
    private static final int KEYS_PER_PAGE = 100;

    private final PageDiff diff;
    private final ChangeSender sender;
    private final Workers workers;
    private final Clock clock;
    private final EngineListener listener;
    private final RunCloser closer;

    ImportWork(
            PageDiff diff,
            ChangeSender sender,
            Workers workers,
            Clock clock,
            EngineListener listener,
            RunCloser closer) {
        this.diff = diff;
        this.sender = sender;
        this.workers = workers;
        this.clock = clock;
        this.listener = listener;
        this.closer = closer;
    }

    @Override
    public StepEnd work(Sync sync, RunTicket ticket) {
        Run run = ticket.run();
        ListingWalk.Source<HostPage> source = run.options().keys().isEmpty()
                ? cursor -> asPage(sync.host().list(cursor))
                : cursor -> keyed(sync, run.options().keys(), cursor);
        return new ListingWalk<>(
                        source,
                        (page, content, readAt) -> handle(sync, ticket, page, content.content(), readAt),
                        workers,
                        clock,
                        listener,
                        now -> BroadFailure.whileReading(sync, now, () -> closer.outcomes(now)))
                .walk(ticket, run.options().limit());
    }

    private ReadCounts handle(Sync sync, RunTicket ticket, int page, HostPage content, Instant readAt) {
        Run run = ticket.run();
        boolean forced = run.type() == RunType.REIMPORT;
        Instant observedAt = readAt.minus(sync.definition().host().list().lag());
        PageDiff.Findings findings =
                diff.compare(sync, run.id(), withinLimit(content.records(), run), observedAt, forced);
        sender.send(sync, run, page, findings);
        for (Finding finding : findings.findings()) {
            if (finding instanceof Finding.Invalid invalid) {
                DecisionExecutor.tellParked(listener, invalid.parked());
            }
        }
        return PageCounts.of(findings, content.invalid().size());
    }

    /** A canary import reads no more than it was allowed to. */
    private static List<HostRecord> withinLimit(List<HostRecord> records, Run run) {
        OptionalLong limit = run.options().limit();
        long left = limit.isEmpty()
                ? records.size()
                : Math.max(0, limit.getAsLong() - run.progress().listed());
        return records.subList(0, (int) Math.min(records.size(), left));
    }

    private static ListingWalk.Page<HostPage> asPage(HostPage page) {
        return new ListingWalk.Page<>(page, page.size(), page.next(), page.total());
    }

    /** The records of a canary import with given keys, as pages; the cursor is the place in the list of keys. */
    private static ListingWalk.Page<HostPage> keyed(Sync sync, List<RecordKey> keys, Optional<String> cursor) {
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(from + KEYS_PER_PAGE, keys.size());
        Map<RecordKey, HostReading> readings = sync.host().get(keys.subList(from, to));
        List<HostRecord> records = new ArrayList<>();
        readings.forEach((key, reading) -> {
            if (reading instanceof HostReading.Present present) {
                records.add(present.record());
            } else if (reading instanceof HostReading.Failed failed) {
                throw failed.error();
            }
        });
        Optional<String> next = to < keys.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
        return asPage(new HostPage(records, List.of(), next, OptionalLong.empty()));
    }
}
