package dev.fides.local.launch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyBenchTest {

    private static final List<Duration> TWENTY = IntStream.rangeClosed(1, 20)
            .mapToObj(number -> Duration.ofMillis(21 - number))
            .toList();

    @Test
    void a_percentile_is_the_smallest_duration_that_so_many_do_not_exceed() {
        assertThat(LatencyBench.percentile(TWENTY, 50)).isEqualTo(Duration.ofMillis(10));
        assertThat(LatencyBench.percentile(TWENTY, 95)).isEqualTo(Duration.ofMillis(19));
        assertThat(LatencyBench.percentile(TWENTY, 100)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void without_durations_every_percentile_is_zero() {
        assertThat(LatencyBench.percentile(List.of(), 95)).isZero();
    }
}
