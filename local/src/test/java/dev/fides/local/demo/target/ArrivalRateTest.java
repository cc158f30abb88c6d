package dev.fides.local.demo.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalRateTest {

    private final ArrivalRate rate =
            new ArrivalRate(List.of(at(5_000, "b"), at(0, "a"), at(1_900, "a"), at(2_000, "b"), at(3_000, "a")));

    private static TargetControl.Arrival at(long millis, String sender) {
        return new TargetControl.Arrival(Long.MAX_VALUE - 1_000 + millis * 1_000_000, sender);
    }

    @Test
    void the_worst_window_may_begin_anywhere_and_excludes_its_end() {
        assertThat(rate.mostWithin(Duration.ofSeconds(2))).isEqualTo(3);
        assertThat(rate.mostWithin(Duration.ofMillis(1_900))).isEqualTo(3);
        assertThat(rate.mostWithin(Duration.ofMillis(100))).isEqualTo(1);
        assertThat(new ArrivalRate(List.of()).mostWithin(Duration.ofSeconds(2))).isZero();
    }

    @Test
    void senders_join_with_their_first_request_and_end_with_their_last() {
        assertThat(rate.joined()).isEqualTo(Duration.ofSeconds(2));
        assertThat(rate.firstEnd()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rate.lasted()).isEqualTo(Duration.ofSeconds(5));
        assertThat(rate.bySender()).hasToString("{a=3, b=2}");
        assertThat(rate.between(Duration.ofSeconds(2), Duration.ofSeconds(5)).arrivals())
                .hasSize(2);
    }
}
