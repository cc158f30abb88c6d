package dev.fides.sync.send;

import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.LedgerRef;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.OutgoingBatch;
import dev.fides.run.Ledger;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.state.SaveResult;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.Finding;
import dev.fides.sync.compare.PageDiff;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands on what a page brought: stores what was learnt, writes the ledgers, sends the batches. */
public final class ChangeSender {

    private final SyncStateStore states;
    private final RunStore runs;
    private final ChangeQueue queue;
    private final Clock clock;
    private final Supplier<Optional<String>> traceParent;

    /** @param traceParent the present W3C trace context, so that one trace spans the queue */
    public ChangeSender(
            SyncStateStore states,
            RunStore runs,
            ChangeQueue queue,
            Clock clock,
            Supplier<Optional<String>> traceParent) {
        this.states = states;
        this.runs = runs;
        this.queue = queue;
        this.clock = clock;
        this.traceParent = traceParent;
    }

    /** What one step of a run hands on, page by page: it waits until batches are full, or the step notes how far it is. */
    public final class Stretch {

        /** Of all the steps of an instance together less than a page of each takes. */
        private static final long MAX_BYTES = 4L * 1024 * 1024;

        private final Sync sync;
        private final Run run;
        private final Batches waiting;
        private final List<Change> ofPage = new ArrayList<>();
        private int ledgers;

        private Stretch(Sync sync, Run run) {
            this.sync = sync;
            this.run = run;
            this.waiting = new Batches(sync);
        }

        /** Begins with another page; what was taken of one that did not come to its end is nothing. */
        public void begin() {
            ofPage.clear();
        }

        /** Takes what a page brought, or a portion of it. */
        public void take(PageDiff.Findings findings) {
            remember(findings);
            for (Finding finding : findings.findings()) {
                if (finding instanceof Finding.Changed changed) {
                    ofPage.add(changed.change());
                }
            }
        }

        /**
         * The page, or a portion of it, is done.
         *
         * @param page its number
         * @param more whether it is only a portion, which does not wait
         */
        public void end(int page, boolean more) {
            ofPage.forEach(waiting::add);
            ofPage.clear();
            if (more || waiting.bytes() >= MAX_BYTES) {
                send(page);
            }
        }

        /** Whether more pages would hardly make the batches fuller. */
        public boolean isFull() {
            return waiting.changes() >= (long) ChangeBatch.MAX_CHANGES * sync.lanes();
        }

        /**
         * Sends all that waits.
         *
         * @param page number of the last page that was taken
         */
        public void send(int page) {
            ledgers = ChangeSender.this.send(sync, run, page, ledgers, waiting.cuts());
        }
    }

    /** Begins with what a step of a run hands on. */
    public Stretch stretch(Sync sync, Run run) {
        return new Stretch(sync, run);
    }

    /** Sends changes of one page of a run, each with its place in a ledger that is written before. */
    public void send(Sync sync, Run run, int page, List<Change> changes) {
        send(sync, run, page, 0, Batches.cut(sync, changes));
    }

    /** @return the number of the next ledger */
    private int send(Sync sync, Run run, int page, int first, List<Batches.Cut> cuts) {
        if (cuts.isEmpty()) {
            return first;
        }
        List<Ledger> ledgers = new ArrayList<>();
        List<OutgoingBatch> outgoing = new ArrayList<>();
        Instant now = Instants.now(clock);
        int number = first;
        for (Batches.Cut cut : cuts) {
            int claim = run.stepping().claim();
            String id = String.format(Locale.ROOT, "p%06d-c%04d-l%03d-%04d", page, claim, cut.lane(), number++);
            Map<RecordKey, Outcome> pending = new LinkedHashMap<>();
            cut.changes().forEach(change -> pending.put(change.key(), Outcome.PENDING));
            ledgers.add(new Ledger(run.id(), id, page, claim, cut.lane(), pending, now, false));
            outgoing.add(batch(sync, cut, Optional.of(new LedgerRef(run.id(), id)), Priority.NORMAL));
        }
        runs.putLedgers(ledgers);
        queue.send(outgoing);
        return number;
    }

    /** Sends changes that belong to no run. */
    public void send(Sync sync, List<? extends Change> changes, Priority priority) {
        List<OutgoingBatch> outgoing = new ArrayList<>();
        for (Batches.Cut cut : Batches.cut(sync, List.copyOf(changes))) {
            outgoing.add(batch(sync, cut, Optional.empty(), priority));
        }
        queue.send(outgoing);
    }

    /** Sends changes of one lane that have their place in a ledger already. */
    public void sendAgain(Sync sync, int lane, List<Change> changes, LedgerRef ledger, Priority priority) {
        queue.send(List.of(batch(sync, new Batches.Cut(lane, changes), Optional.of(ledger), priority)));
    }

    private OutgoingBatch batch(Sync sync, Batches.Cut cut, Optional<LedgerRef> ledger, Priority priority) {
        ChangeBatch batch = new ChangeBatch(sync.name(), cut.lane(), ledger, cut.changes(), 0, traceParent.get());
        return new OutgoingBatch(batch, priority, Optional.empty());
    }

    /** A conflict is no fault: somebody else has learnt something newer. */
    private void remember(PageDiff.Findings findings) {
        List<StateWrite> writes = new ArrayList<>();
        for (Finding finding : findings.findings()) {
            learnt(finding)
                    .ifPresent(state -> writes.add(new StateWrite(
                            state,
                            Optional.ofNullable(findings.stored().get(finding.key()))
                                    .map(StoredState::etag))));
        }
        if (writes.isEmpty()) {
            return;
        }
        for (SaveResult result : states.save(writes)) {
            if (result instanceof SaveResult.Failed failed) {
                throw failed.error();
            }
        }
    }

    private static Optional<SyncState> learnt(Finding finding) {
        if (finding instanceof Finding.Unchanged unchanged) {
            return unchanged.learnt();
        }
        if (finding instanceof Finding.Filtered filtered) {
            return filtered.learnt();
        }
        if (finding instanceof Finding.Invalid invalid) {
            return Optional.of(invalid.parked());
        }
        return Optional.empty();
    }
}
