package dev.fides.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.fakes.InMemoryControlStore;
import dev.fides.fakes.ManualClock;
import dev.fides.model.Priority;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three instances with clocks up to two seconds apart, and a target that counts. */
class SharedRateSimulationTest {

    private static final ConnectionId TARGET = new ConnectionId("cities", Side.TARGET);
    private static final int STEP_MS = 5;
    private static final int WINDOW_MS = 2000;

    private final ManualClock clock = new ManualClock();
    private final InMemoryControlStore store = new InMemoryControlStore(clock);
    private final List<Long> seen = new ArrayList<>();
    private long nowMs;

    /** An instance with some threads, each of which sends one request after the other while there is work. */
    private final class Instance {
        private final LeasedRateLimit limit;
        private final long[] freeAt = new long[8];
        private final Random random;

        Instance(String name, int perSecond, Duration skew, long seed) {
            limit = new LeasedRateLimit(TARGET, perSecond, store, Clock.offset(clock, skew), name);
            random = new Random(seed);
        }

        void work() {
            for (int thread = 0; thread < freeAt.length; thread++) {
                if (freeAt[thread] <= nowMs) {
                    freeAt[thread] = request();
                }
            }
        }

        /** When the thread is free again. */
        private long request() {
            Priority priority = random.nextInt(10) == 0 ? Priority.HIGH : Priority.NORMAL;
            Optional<Duration> wait = limit.reserve(Duration.ofSeconds(10), priority);
            if (wait.isEmpty()) {
                return nowMs + 200 + random.nextInt(200);
            }
            long sentAt = nowMs + (wait.get().toNanos() + 999_999) / 1_000_000;
            seen.add(sentAt);
            return sentAt + 10 + random.nextInt(60);
        }
    }

    @ParameterizedTest(name = "{0} requests per second, seed {1}")
    @CsvSource({"1,1", "2,2", "3,3", "7,4", "10,5", "20,6", "50,7", "100,8"})
    void the_target_never_sees_more_than_the_limit_and_gets_nearly_all_of_it(int perSecond, long seed) {
        Instance a = new Instance("a", perSecond, Duration.ofSeconds(-1), seed);
        Instance b = new Instance("b", perSecond, Duration.ofSeconds(1), seed + 100);
        Instance c = new Instance("c", perSecond, Duration.ZERO, seed + 200);
        run(60, a);
        run(120, a, b, c);
        run(60, b, c);
        run(60, c);
        run(120, b, a);

        int allowed = (int) Math.floor(perSecond * WINDOW_MS / 1000.0 * 1.05);
        assertThat(mostInAnyWindow()).isLessThanOrEqualTo(allowed);
        assertThat(between(20, 60)).isGreaterThanOrEqualTo(perSecond * 40 * 9 / 10);
        assertThat(between(80, 180)).isGreaterThanOrEqualTo(perSecond * 100 * 9 / 10);
        assertThat(between(205, 240)).isGreaterThanOrEqualTo(perSecond * 35 * 9 / 10);
        assertThat(between(330, 420)).isGreaterThanOrEqualTo(perSecond * 90 * 9 / 10);
    }

    private void run(int seconds, Instance... instances) {
        long end = nowMs + seconds * 1000L;
        while (nowMs < end) {
            for (Instance instance : instances) {
                instance.work();
            }
            nowMs += STEP_MS;
            clock.advance(Duration.ofMillis(STEP_MS));
        }
    }

    private long between(int fromSecond, int toSecond) {
        return seen.stream()
                .filter(at -> at >= fromSecond * 1000L && at < toSecond * 1000L)
                .count();
    }

    private int mostInAnyWindow() {
        List<Long> sorted = seen.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= WINDOW_MS) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
