package dev.fides.functions.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageMetadataTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"2026-11-24T13:07:05.1234567Z\"',      2026-11-24T13:07:05.123456700Z",
                "'\"2026-11-24T13:07:05.1234567\"',       2026-11-24T13:07:05.123456700Z",
                "'\"2026-11-24T13:07:05.12Z\"',           2026-11-24T13:07:05.120Z",
                "'\"2026-11-24T13:07:05Z\"',              2026-11-24T13:07:05Z",
                "'\"2026-11-24T13:07:05\"',               2026-11-24T13:07:05Z",
                "'2026-11-24T13:07:05.5Z',                2026-11-24T13:07:05.500Z",
                "'\"2026-11-24T13:07:05.1234567+00:00\"', 2026-11-24T13:07:05.123456700Z",
                "'\"2026-11-24T15:07:05+02:00\"',         2026-11-24T13:07:05Z",
            })
    void a_net_date_time_is_an_instant_whether_or_not_it_says_that_it_is_utc(String json, Instant expected) {
        assertThat(MessageMetadata.instant(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "1               | 1",
                "1000            | 1000",
                // What members of a body leave there.
                "often           | 1",
                "\"7\"           | 1",
                "True            | 1",
                "{\"x\":[1]}     | 1",
                "-3              | 1",
                "0               | 1",
                "99999999999     | 1",
            })
    void deliveries_are_counted_whatever_an_event_puts_in_their_place(String text, int expected) {
        assertThat(MessageMetadata.deliveries(text)).isEqualTo(expected);
    }

    @Test
    void a_text_that_is_no_time_is_refused() {
        assertThatThrownBy(() -> MessageMetadata.instant("\"yesterday\"")).isInstanceOf(DateTimeException.class);
    }
}
