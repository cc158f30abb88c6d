package dev.fides.local.functionhost.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NcrontabTest {
    @ParameterizedTest
    @CsvSource({
        "*/5 * * * * *,        2026-03-01T10:00:02Z, 2026-03-01T10:00:05Z",
        "0 */15 * * * *,       2026-03-01T10:00:00Z, 2026-03-01T10:15:00Z",
        "0 0 3 * * *,          2026-03-01T10:00:00Z, 2026-03-02T03:00:00Z",
        "0 30 9 * Jan Mon,     2026-03-01T10:00:00Z, 2027-01-04T09:30:00Z",
        "0 0 0 * * 0,          2026-03-02T00:00:00Z, 2026-03-08T00:00:00Z",
        "0 0 9-17/4 * * 1-5,   2026-03-01T10:00:00Z, 2026-03-02T09:00:00Z",
        "'0 0,30 * * * *',     2026-03-01T10:10:00Z, 2026-03-01T10:30:00Z",
    })
    void the_next_time_is_that_of_ncrontab(String expression, Instant from, Instant next) {
        assertThat(new Ncrontab(expression).next(from)).contains(next);
    }

    @Test
    void day_of_month_and_day_of_week_must_both_fit() {
        assertThat(new Ncrontab("0 0 0 13 * 5").next(Instant.parse("2026-03-14T00:00:00Z")))
                .contains(Instant.parse("2026-11-13T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * * *", "0 61 * * * *", "every minute"})
    void anything_but_six_fields_is_refused(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ncrontab(expression));
    }
}
