package dev.fides.limits;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who may use how much of one connection's rate.
 *
 * <p>Nobody takes what another one gave up before a whole {@link #WINDOW} has passed without it being used, whatever the two
 * clocks say: so no window, wherever it begins, sees more than the limit.
 *
 * @param pace the part of the rate that was left when the service last asked for fewer requests; 1 for all of it
 * @param slowedAt when it asked
 * @param leases who has a share, or waits for one
 * @param freed what was given up a moment ago
 */
public record RateShares(double pace, Instant slowedAt, List<Lease> leases, List<Freed> freed) {

    /** Over this time the target counts; shares are whole permits of it, so that the sum of all roundings stays exact. */
    static final Duration WINDOW = Duration.ofSeconds(2);

    /** How far the clocks of two instances may be apart. */
    static final Duration SKEW = Duration.ofSeconds(2);

    /** Who shows no sign of life for so long has lost its share. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final double SLOWER = 0.7;
    private static final double SLOWEST = 0.1;
    private static final double FASTER_PER_SECOND = 0.02;
    /** Requests that were under way when it slowed down must not slow it down again. */
    private static final Duration BETWEEN_SLOWINGS = Duration.ofSeconds(2);

    /**
     * One instance's share.
     *
     * @param permits of each {@link #WINDOW}; 0 for one that waits
     * @param want how many it could use
     * @param urgent whether some of its work is urgent
     * @param until it stops using its share then, by its own clock
     */
    public record Lease(String holder, int permits, int want, boolean urgent, Instant until) {}

    /** A part of a share that was given up, and from when on another one may take it. */
    public record Freed(int permits, Instant usableFrom) {}

    public RateShares {
        leases = List.copyOf(leases);
        freed = List.copyOf(freed);
    }

    /** Nobody uses the connection. */
    static RateShares unused() {
        return new RateShares(1, Instant.EPOCH, List.of(), List.of());
    }

    /** Without what has run out. */
    RateShares at(Instant now) {
        Instant surelyUnused = now.minus(WINDOW).minus(SKEW);
        return new RateShares(
                pace,
                slowedAt,
                leases.stream()
                        .filter(lease -> lease.until().isAfter(surelyUnused))
                        .toList(),
                freed.stream().filter(part -> part.usableFrom().isAfter(now)).toList());
    }

    /** The part of the rate that may be used now: it grows back by itself. */
    @JsonIgnore
    double paceAt(Instant now) {
        double seconds = Math.max(0, Duration.between(slowedAt, now).toMillis() / 1000.0);
        return Math.min(1, pace + FASTER_PER_SECOND * seconds);
    }

    /** The service asked for fewer requests. */
    RateShares slowed(Instant now) {
        return now.isBefore(slowedAt.plus(BETWEEN_SLOWINGS))
                ? this
                : new RateShares(Math.max(SLOWEST, paceAt(now) * SLOWER), now, leases, freed);
    }

    @JsonIgnore
    int permitsOf(String holder) {
        return leases.stream()
                .filter(lease -> lease.holder().equals(holder))
                .mapToInt(Lease::permits)
                .findFirst()
                .orElse(0);
    }

    /**
     * Renews one instance's lease: its share shrinks at once to what is fair, and grows only by what nobody uses.
     *
     * @param wish whose permits do not matter
     * @param total permits of each {@link #WINDOW} for all together
     * @param busyUntil until when the permits it has given away may be used
     */
    RateShares renewed(Lease wish, int total, Instant now, Instant busyUntil) {
        int present = permitsOf(wish.holder());
        List<Lease> all = new ArrayList<>(leases);
        all.removeIf(lease -> lease.holder().equals(wish.holder()));
        int others = all.stream().mapToInt(Lease::permits).sum();
        int waiting = freed.stream().mapToInt(Freed::permits).sum();
        int free = Math.max(0, total - others - waiting - present);
        all.add(wish);
        Map<String, Integer> fair = FairShares.of(total, all);
        int goal = fair.get(wish.holder());
        if (present == 0) {
            goal = Math.max(goal, Math.min(free, (total + all.size() - 1) / all.size()));
        }
        int permits = Math.min(goal, present + free);
        List<Freed> given = new ArrayList<>(freed);
        if (permits < present) {
            Instant lastUse = busyUntil.isAfter(now) ? busyUntil : now;
            given.add(new Freed(present - permits, lastUse.plus(WINDOW).plus(SKEW)));
        }
        all.set(all.size() - 1, new Lease(wish.holder(), permits, wish.want(), wish.urgent(), wish.until()));
        return new RateShares(pace, slowedAt, all, given);
    }
}
