package dev.fides.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoublingTest {

    @Test
    void a_wait_doubles_up_to_the_longest() {
        Duration second = Duration.ofSeconds(1);
        Duration minute = Duration.ofMinutes(1);

        assertThat(Doubling.wait(second, 0, minute)).isEqualTo(second);
        assertThat(Doubling.wait(second, 5, minute)).isEqualTo(Duration.ofSeconds(32));
        assertThat(Doubling.wait(second, 6, minute)).isEqualTo(minute);
    }

    @Test
    void many_doublings_of_a_long_wait_do_not_overflow() {
        assertThat(Doubling.wait(Duration.ofDays(365), Integer.MAX_VALUE, Duration.ofDays(400)))
                .isEqualTo(Duration.ofDays(400));
    }

    @Test
    void a_first_wait_beyond_the_longest_is_the_longest() {
        assertThat(Doubling.wait(Duration.ofMinutes(2), 0, Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofMinutes(1));
    }
}
