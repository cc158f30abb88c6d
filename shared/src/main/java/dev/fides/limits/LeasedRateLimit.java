package dev.fides.limits;

import dev.fides.control.ControlStore;
import dev.fides.model.FidesException;
import dev.fides.model.Priority;
import dev.fides.model.RetryableException;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's share of a limit that holds for all instances together. The share is leased, renewed while it is
 * used, and spent evenly; without a store there is no share and so no request, because without a store nothing could
 * be remembered.
 */
public final class LeasedRateLimit implements RateLimit {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedRateLimit.class);

    /** Leaves room for requests that arrive later than they were sent, and still uses more than nine tenths. */
    private static final double USED_PART = 0.96;

    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    /** Others have given up a part of theirs by then, and it may be used. */
    private static final Duration UNTIL_A_SHARE = Duration.ofSeconds(10);

    /** Who has to wait longer for a permit could use more of them. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(100);

    private final int total;
    private final RateDocuments documents;
    private final Clock clock;
    private final String owner;
    private final ReentrantLock renewing = new ReentrantLock();

    private final Object pacing = new Object();
    private final Pacer pacer = new Pacer();
    private final Demand demand;
    private int permits;
    private Instant until = Instant.MIN;
    private Instant renewAt = Instant.MIN;
    private Instant lackingSince = Instant.MIN;
    private Instant lackedAt = Instant.MIN;
    private boolean overloaded;

    /** @param owner names this instance */
    public LeasedRateLimit(
            ConnectionId connection, int requestsPerSecond, ControlStore store, Clock clock, String owner) {
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException("a limit of " + requestsPerSecond + " requests per second");
        }
        this.total = (int) Math.round(requestsPerSecond * RateShares.WINDOW.toSeconds() * USED_PART);
        this.documents = new RateDocuments(connection, store);
        this.demand = new Demand(total);
        this.clock = clock;
        this.owner = owner;
    }

    @Override
    public Optional<Duration> reserve(Duration atMost, Priority priority) {
        renewIfDue(atMost);
        Instant now = clock.instant();
        synchronized (pacing) {
            if (!hasShare(now)) {
                boolean lacksAlready = now.isBefore(lackedAt.plus(UNTIL_A_SHARE));
                lackingSince = lacksAlready ? lackingSince : now;
                lackedAt = now;
                demand.lacked(now);
                return Optional.empty();
            }
            lackedAt = Instant.MIN;
            Optional<Duration> wait = pacer.reserve(now, atMost, until, priority == Priority.HIGH);
            boolean waits = wait.isEmpty() || wait.get().compareTo(SHORT_WAIT) > 0;
            demand.asked(now, waits);
            return wait;
        }
    }

    @Override
    public boolean expectsShare() {
        synchronized (pacing) {
            Instant now = clock.instant();
            return !hasShare(now) && now.isBefore(lackingSince.plus(UNTIL_A_SHARE));
        }
    }

    @Override
    public void overloaded() {
        synchronized (pacing) {
            overloaded = true;
            renewAt = Instant.MIN;
        }
    }

    /** One caller renews; the others go on with what there is, or wait for it where there is nothing. */
    private void renewIfDue(Duration atMost) {
        if (!renewing.tryLock()) {
            awaitShare(atMost);
            return;
        }
        try {
            Instant now = clock.instant();
            boolean due;
            synchronized (pacing) {
                due = !now.isBefore(renewAt);
                renewAt = due ? now.plus(BETWEEN_ATTEMPTS) : renewAt;
            }
            if (due) {
                renew(now);
            }
        } catch (FidesException e) {
            if (!(e instanceof RetryableException)) {
                LOG.error("a shared rate limit is not shared: {}", e.getMessage());
            }
            // The lease holds for a while without being renewed; the next caller tries again.
            return;
        } finally {
            renewing.unlock();
        }
    }

    /** Who comes while the first share is fetched has not been refused one. */
    private void awaitShare(Duration atMost) {
        synchronized (pacing) {
            if (hasShare(clock.instant())) {
                return;
            }
        }
        try {
            if (renewing.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                renewing.unlock();
            }
        } catch (InterruptedException e) {
            // There is no share yet, so that nothing is sent; the caller sees the interrupt.
            Thread.currentThread().interrupt();
        }
    }

    /** To be asked while pacing is locked. */
    private boolean hasShare(Instant now) {
        return permits > 0 && now.isBefore(until);
    }

    private void renew(Instant now) {
        Instant leaseEnd = now.plus(RateShares.LEASE).truncatedTo(ChronoUnit.MILLIS);
        Optional<RateShares> renewed = documents.change(stored -> renewed(stored, now, leaseEnd));
        synchronized (pacing) {
            if (renewed.isPresent()) {
                overloaded = false;
                until = leaseEnd;
                renewAt = permits == 0 ? renewAt : now.plus(BETWEEN_RENEWALS);
                use(renewed.get().permitsOf(owner), renewed.get().paceAt(now));
            }
        }
    }

    private RateShares renewed(RateShares stored, Instant now, Instant leaseEnd) {
        synchronized (pacing) {
            RateShares present =
                    overloaded ? stored.at(now).slowed(now.truncatedTo(ChronoUnit.MILLIS)) : stored.at(now);
            RateShares.Lease wish =
                    new RateShares.Lease(owner, 0, demand.permits(now, permits), pacer.urgentLately(now), leaseEnd);
            RateShares wanted = present.renewed(wish, total, now, pacer.busyUntil());
            if (wanted.permitsOf(owner) < permits) {
                // What is given up must not be used any more once others can read that it is.
                use(wanted.permitsOf(owner), wanted.paceAt(now));
            }
            return wanted;
        }
    }

    private void use(int share, double pace) {
        permits = share;
        if (share > 0) {
            pacer.rate(share * pace);
        }
    }
}
