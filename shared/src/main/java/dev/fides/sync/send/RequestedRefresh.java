package dev.fides.sync.send;

import dev.fides.model.Change;
import dev.fides.model.LedgerRef;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.resilience.Sleeper;
import dev.fides.run.Ledger;
import dev.fides.run.Outcome;
import dev.fides.run.RunStore;
import dev.fides.run.StoredLedger;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Refreshes one record on request, and says what came of it. */
public final class RequestedRefresh {

    /** Short enough for a person not to notice, long enough not to burden the store. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final RunStore runs;
    private final ChangeSender sender;
    private final Clock clock;
    private final Sleeper pause;
    private final Supplier<String> ids;

    public RequestedRefresh(RunStore runs, ChangeSender sender, Clock clock, Sleeper pause, Supplier<String> ids) {
        this.runs = runs;
        this.sender = sender;
        this.clock = clock;
        this.pause = pause;
        this.ids = ids;
    }

    /**
     * Sends a refresh ahead of all imports and waits for its outcome.
     *
     * @param atMost how long to wait
     * @return the outcome; empty when there is none yet
     */
    public Optional<Outcome> refresh(Sync sync, RecordKey key, Duration atMost) {
        Instant until = Instants.now(clock).plus(atMost);
        LedgerRef ref = new LedgerRef("request-" + ids.get(), "request");
        int lane = sync.laneOf(key);
        runs.putLedgers(List.of(new Ledger(
                ref.runId(), ref.ledgerId(), 0, 0, lane, Map.of(key, Outcome.PENDING), Instants.now(clock), false)));
        sender.sendAgain(
                sync,
                lane,
                List.<Change>of(new Change.Refresh(key, RefreshReason.REQUEST).rewriting()),
                ref,
                Priority.HIGH);
        while (true) {
            Optional<Outcome> outcome = runs.ledger(ref.runId(), ref.ledgerId())
                    .map(StoredLedger::ledger)
                    .map(ledger -> ledger.outcomes().get(key))
                    .filter(Outcome::settled);
            if (outcome.isPresent() || !Instants.now(clock).isBefore(until)) {
                return outcome;
            }
            pause();
        }
    }

    private void pause() {
        try {
            pause.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryableException("the app is being stopped", e);
        }
    }
}
