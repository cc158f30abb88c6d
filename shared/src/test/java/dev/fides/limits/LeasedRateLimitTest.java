package dev.fides.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.fakes.InMemoryControlStore;
import dev.fides.fakes.ManualClock;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.RateLimit;
import dev.fides.resilience.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LeasedRateLimitTest {

    private static final ConnectionId TARGET = new ConnectionId("cities", Side.TARGET);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final InMemoryControlStore store = new InMemoryControlStore(clock);

    @Test
    void permits_are_spread_evenly() {
        RateLimit limit = limit(10, "one");
        for (int i = 0; i < 10; i++) {
            Duration wait = limit.reserve(PATIENCE).orElseThrow();
            assertThat(wait.toMillis()).isBetween(i * 105L - 1, i * 106L + 1);
        }
    }

    @Test
    void without_the_store_a_lease_is_used_to_its_end_and_not_longer() {
        RateLimit limit = limit(50, "one");
        assertThat(limit.reserve(PATIENCE)).isPresent();
        store.faults().down();
        clock.advance(RateShares.LEASE.minusSeconds(1));
        assertThat(limit.reserve(PATIENCE)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(limit.reserve(PATIENCE)).isEmpty();
        store.faults().up();
        clock.advance(Duration.ofSeconds(1));
        assertThat(limit.reserve(PATIENCE)).isPresent();
    }

    @Test
    void a_service_that_asks_for_fewer_requests_gets_fewer_and_slowly_more_again() {
        RateLimit limit = limit(100, "one");
        int before = permitsIn(limit, 10);
        limit.overloaded();
        int slowed = permitsIn(limit, 10);
        for (int i = 0; i < 20; i++) {
            permitsIn(limit, 1);
        }
        int after = permitsIn(limit, 10);
        assertThat(slowed).isLessThan(before * 9 / 10);
        assertThat(after).isGreaterThan(before * 97 / 100);
    }

    @Test
    @Timeout(60)
    void who_comes_while_the_first_share_is_fetched_waits_for_it() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        RateLimit limit = new LeasedRateLimit(TARGET, 50, slow(asked, answer), clock, "one");
        var first = new FutureTask<>(() -> limit.reserve(PATIENCE));
        var second = new FutureTask<>(() -> limit.reserve(PATIENCE));
        new Thread(first).start();
        asked.await();
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING && waiting.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        answer.countDown();
        assertThat(first.get()).isPresent();
        assertThat(second.get()).isPresent();
    }

    @Test
    void an_instance_alone_gives_nothing_up_before_it_knows_what_it_needs() {
        RateLimit limit = limit(50, "one");
        permitsIn(limit, 1, 20);
        clock.advance(Duration.ofMillis(1_100));
        limit.reserve(Duration.ZERO);
        assertThat(permitsIn(limit, 2)).isGreaterThan(80);
    }

    @Test
    void a_newcomer_expects_its_share_for_some_seconds_and_gets_what_is_fair() {
        RateLimit busy = limit(50, "busy");
        permitsIn(busy, 5);
        RateLimit newcomer = limit(50, "newcomer");
        assertThat(newcomer.reserve(PATIENCE)).isEmpty();
        assertThat(newcomer.expectsShare()).isTrue();
        int seconds = 0;
        while (newcomer.reserve(PATIENCE).isEmpty()) {
            for (int i = 0; i < 8; i++) {
                assertThat(newcomer.reserve(PATIENCE)).isEmpty();
            }
            assertThat(newcomer.expectsShare()).isTrue();
            permitsIn(busy, 1);
            seconds++;
        }
        assertThat(seconds).isLessThanOrEqualTo(8);
        permitsIn(busy, 2);
        assertThat(permitsIn(newcomer, 2)).isBetween(45, 50);
    }

    @Test
    void a_newcomer_that_got_no_share_for_some_seconds_expects_none() {
        RateLimit busy = limit(1, "busy");
        permitsIn(busy, 5);
        store.faults().down();
        RateLimit newcomer = limit(1, "newcomer");
        assertThat(newcomer.reserve(PATIENCE)).isEmpty();
        assertThat(newcomer.expectsShare()).isTrue();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(newcomer.reserve(PATIENCE)).isEmpty();
        }
        assertThat(newcomer.expectsShare()).isFalse();
    }

    /** The store, whose first answers wait until they are let go. */
    private ControlStore slow(CountDownLatch asked, CountDownLatch answer) {
        return new ControlStore() {
            @Override
            public Optional<ControlDocument> read(String id) {
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return store.read(id);
            }

            @Override
            public Optional<ControlDocument> save(
                    String id, ObjectNode content, Optional<ControlDocument> expected, Optional<Duration> timeToLive) {
                return store.save(id, content, expected, timeToLive);
            }

            @Override
            public boolean remove(ControlDocument expected) {
                return store.remove(expected);
            }

            @Override
            public List<ControlDocument> list(String idPrefix, int limit) {
                return store.list(idPrefix, limit);
            }
        };
    }

    @Test
    void an_instance_with_urgent_work_gets_a_fifth_however_many_others_are_busy() {
        RateShares shares = RateShares.unused();
        Instant until = clock.instant().plusSeconds(15);
        for (int i = 0; i < 40; i++) {
            shares = shares.renewed(
                    new RateShares.Lease("busy" + i, 0, 100, false, until), 100, clock.instant(), clock.instant());
        }
        RateShares.Lease urgent = new RateShares.Lease("urgent", 0, 100, true, until);
        List<RateShares.Lease> all = new ArrayList<>(shares.leases());
        all.add(urgent);
        assertThat(FairShares.of(100, all).get("urgent")).isBetween(20, 25);
        assertThat(FairShares.of(100, all).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(100);
    }

    private int permitsIn(RateLimit limit, int seconds) {
        return permitsIn(limit, seconds, Integer.MAX_VALUE);
    }

    private int permitsIn(RateLimit limit, int seconds, int atMost) {
        int permits = 0;
        for (int i = 0; i < seconds * 200; i++) {
            clock.advance(Duration.ofMillis(5));
            while (permits < atMost && limit.reserve(Duration.ZERO).isPresent()) {
                permits++;
            }
        }
        return permits;
    }

    private RateLimit limit(int perSecond, String owner) {
        return new LeasedRateLimit(TARGET, perSecond, store, clock, owner);
    }
}
