package dev.fides.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.fakes.ManualClock;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Stands at the beginning of 2026, the Unix time 1767225600. */
    private final ManualClock clock = new ManualClock();

    private RetryAfter read(String value) {
        return RetryAfter.of(
                HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, any) -> true), clock, LONGEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                " 3  | PT3S",
                "1.5 | PT1.5S",
                "900 | PT15M",
                "Thu, 01 Jan 2026 00:01:00 GMT | PT1M",
                "Wed, 31 Dec 2025 23:59:59 GMT | PT0S",
                "1767225660 | PT1M",
                "1767225660000 | PT1M"
            })
    void a_time_is_obeyed_however_it_is_written(String value, Duration pause) {
        assertThat(read(value)).isEqualTo(new RetryAfter(Optional.of(pause), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "901",
                "86400",
                "99999999",
                "1767312000",
                "1767312000000",
                "Fri, 02 Jan 2026 00:00:00 GMT",
                "4102444800"
            })
    void what_is_longer_than_anybody_means_is_cut_and_said(String value) {
        RetryAfter read = read(value);

        assertThat(read.pause()).contains(LONGEST);
        assertThat(read.odd()).contains("its Retry-After \"" + value + "\" is longer than PT15M, which is waited");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "-1",
                "-86400",
                "1e999",
                "NaN",
                "1767225599",
                "1e-2147483647",
                "99999999999999999999999999999999999999999999999999999",
                "2026-01-01T00:01:00Z",
                "1;2"
            })
    void nonsense_is_said_and_left_to_our_own_backoff(String value) {
        RetryAfter read = read(value);

        assertThat(read.pause()).isEmpty();
        assertThat(read.odd().orElseThrow()).contains("is no time to come, and is not taken into account");
    }

    @Test
    void nothing_said_is_nothing_odd() {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, any) -> true);

        assertThat(RetryAfter.of(none, clock, LONGEST)).isEqualTo(new RetryAfter(Optional.empty(), Optional.empty()));
        assertThat(read(" ")).isEqualTo(new RetryAfter(Optional.empty(), Optional.empty()));
    }
}
