package dev.fides.rest.auth;

import dev.fides.model.FidesException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps a token, renews it before it ends, and asks for one only once however many threads want it. */
public final class CachedToken {

    private static final Duration EARLY = Duration.ofMinutes(5);
    /** A service that refuses fresh tokens is not helped by still fresher ones. */
    private static final Duration BETWEEN_FORCED_RENEWALS = Duration.ofSeconds(30);

    private record Held(AccessToken token, Instant renewAt) {}

    private final Supplier<AccessToken> source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Held held;
    private Instant forcedAt = Instant.MIN;
    /** Why there was no token the last time that there was none; changes under the lock. */
    private volatile FidesException failure;
    /** The token before this one, which a late answer may still repeat. */
    private volatile List<String> earlier = List.of();

    public CachedToken(Supplier<AccessToken> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** A token that is valid now. */
    String value() {
        Held current = held;
        Instant now = clock.instant();
        if (current != null && now.isBefore(current.renewAt())) {
            return reveal(current);
        }
        if (current != null && now.isBefore(current.token().expiresAt())) {
            return renewedOr(current);
        }
        FidesException before = failure;
        lock.lock();
        try {
            if (held == null || !clock.instant().isBefore(held.renewAt())) {
                if (failure != before) {
                    // Somebody asked while we waited: many calls in a row would lock the account.
                    throw failure;
                }
                held = fetch();
            }
            return reveal(held);
        } catch (FidesException e) {
            failure = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** While the old one is valid, one thread renews it and the others go on with it, also when renewing fails. */
    private String renewedOr(Held current) {
        if (!lock.tryLock()) {
            return reveal(current);
        }
        try {
            if (!clock.instant().isBefore(held.renewAt())) {
                held = fetch();
            }
            return reveal(held);
        } catch (FidesException e) {
            return reveal(current);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gets another token after this one was refused.
     *
     * @return whether there is another one
     */
    boolean renew(String refused) {
        lock.lock();
        try {
            if (held != null && !reveal(held).equals(refused)) {
                return true;
            }
            Instant now = clock.instant();
            if (forcedAt.isAfter(now.minus(BETWEEN_FORCED_RENEWALS))) {
                return false;
            }
            forcedAt = now;
            // Until there is another one the old one stays: it may be good, and only one record be forbidden.
            held = fetch();
            return true;
        } catch (FidesException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    List<String> known() {
        Held current = held;
        return current == null
                ? List.of()
                : Stream.concat(Stream.of(reveal(current)), earlier.stream()).toList();
    }

    private Held fetch() {
        AccessToken token = source.get();
        earlier = held == null ? List.of() : List.of(reveal(held));
        Instant now = clock.instant();
        Duration fifth = Duration.between(now, token.expiresAt()).dividedBy(5);
        return new Held(token, token.expiresAt().minus(fifth.compareTo(EARLY) < 0 ? fifth : EARLY));
    }

    private static String reveal(Held held) {
        return held.token().value().reveal();
    }
}
