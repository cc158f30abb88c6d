package dev.fides.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 */15 * * * *      | 2026-11-24T10:07:30Z   | 2026-11-24T10:00:00Z | 2026-11-24T10:15:00Z",
                "0 */15 * * * *      | 2026-11-24T10:15:00Z   | 2026-11-24T10:15:00Z | 2026-11-24T10:30:00Z",
                "0 */15 * * * *      | 2026-11-24T10:14:59.5Z | 2026-11-24T10:00:00Z | 2026-11-24T10:15:00Z",
                "0 0 3 * * *         | 2026-12-31T03:00:00.1Z | 2026-12-31T03:00:00Z | 2027-01-01T03:00:00Z",
                "30 5 9-17/4 * * *   | 2026-11-24T13:05:29Z   | 2026-11-24T09:05:30Z | 2026-11-24T13:05:30Z",
                "0 0 0 29 2 *        | 2097-01-01T00:00:00Z   | 2096-02-29T00:00:00Z | 2104-02-29T00:00:00Z",
                "0 0 12 * * Mon-Fri  | 2026-11-28T00:00:00Z   | 2026-11-27T12:00:00Z | 2026-11-30T12:00:00Z",
                "0 0 12 1,15 Jan 0   | 2026-06-01T00:00:00Z   | 2023-01-15T12:00:00Z | 2034-01-01T12:00:00Z",
                "0 0 6 * * 1-3/9     | 2026-11-24T10:00:00Z   | 2026-11-23T06:00:00Z | 2026-11-30T06:00:00Z",
                "* * * * * *         | 1969-12-31T23:59:59.9Z | 1969-12-31T23:59:59Z | 1970-01-01T00:00:00Z"
            })
    void times_before_and_after(String expression, Instant now, Instant last, Instant next) {
        Schedule schedule = Schedule.parse(expression);

        assertThat(schedule.lastFireAtOrBefore(now)).isEqualTo(last);
        assertThat(schedule.nextAfter(now)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * * *",
                "* * * * * * *",
                "60 * * * * *",
                "0 0 24 * * *",
                "0 0 0 0 * *",
                "0 0 0 * 13 *",
                "0 0 0 * * 7",
                "*/0 * * * * *",
                "5-1 * * * * *",
                "0 0 0 * foo *",
                "0,,5 * * * * *",
                "0 0 0 30 2 *"
            })
    void what_is_no_schedule_is_refused(String expression) {
        assertThatThrownBy(() -> Schedule.parse(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_refusal_names_field_and_range() {
        assertThatThrownBy(() -> Schedule.parse("0 61 * * * *"))
                .hasMessageContaining("the minute \"61\"; expected 0 to 59");
    }
}
