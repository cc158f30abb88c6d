package dev.fides.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedRateLimitTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final ManualTime time = new ManualTime();

    @Test
    void no_more_than_the_permits_of_100_ms_are_given_at_once() {
        RateLimit limit = new PacedRateLimit(50, time);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            waits.add(limit.reserve(SECOND).orElseThrow());
        }
        assertThat(waits.subList(0, 5)).containsOnly(Duration.ZERO);
        assertThat(waits.subList(5, 7)).containsExactly(Duration.ofMillis(20), Duration.ofMillis(40));
    }

    @Test
    void a_slow_limit_gives_one_permit_an_interval() {
        RateLimit limit = new PacedRateLimit(2, time);
        assertThat(limit.reserve(SECOND)).contains(Duration.ZERO);
        assertThat(limit.reserve(SECOND)).contains(Duration.ofMillis(500));
        time.advance(Duration.ofSeconds(10));
        assertThat(limit.reserve(SECOND)).contains(Duration.ZERO);
        assertThat(limit.reserve(SECOND)).contains(Duration.ofMillis(500));
    }

    @Test
    void a_permit_that_would_come_too_late_is_not_taken() {
        RateLimit limit = new PacedRateLimit(1, time);
        assertThat(limit.reserve(Duration.ZERO)).isPresent();
        assertThat(limit.reserve(Duration.ofMillis(500))).isEmpty();
        assertThat(limit.reserve(SECOND)).contains(SECOND);
    }

    @Test
    void a_clock_that_was_set_back_does_not_stop_the_permits() {
        RateLimit limit = new PacedRateLimit(1, time);
        assertThat(limit.reserve(SECOND)).isPresent();
        time.advance(Duration.ofHours(-1));
        assertThat(limit.reserve(SECOND)).contains(Duration.ZERO);
    }
}
