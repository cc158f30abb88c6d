package dev.fides.local.functionhost.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewtonsoftJsonTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T10:00:00+02:00, 2026-01-01T08:00:00+00:00",
        "2026-01-01T10:00:00-0130, 2026-01-01T11:30:00+00:00",
        "2026-01-01T10:00:00+00:00, 2026-01-01T10:00:00+00:00",
        "2026-01-01T10:00:00Z, 2026-01-01T10:00:00Z",
        "2026-01-01T10:00:00.100Z, 2026-01-01T10:00:00.1Z",
        "2026-01-01T10:00:00.12345678, 2026-01-01T10:00:00.1234568",
        "2026-01-01T10:00:00, 2026-01-01T10:00:00",
        "2026-01-01, 2026-01-01",
        "2026-13-01T10:00:00Z, 2026-13-01T10:00:00Z",
        "cities/2026-01-01T10:00:00+02:00, cities/2026-01-01T10:00:00+02:00",
        "/Date(1)/, 1970-01-01T00:00:00.001Z",
        "/Date(0+0200)/, 1970-01-01T00:00:00+00:00",
        "1.10, 1.10",
        "2759794, 2759794"
    })
    void texts_in_the_form_of_a_date_become_other_texts(String text, String becomes) throws Exception {
        assertThat(NewtonsoftJson.read(("{\"subject\":\"" + text + "\"}").getBytes(UTF_8))
                        .toString())
                .isEqualTo("{\"subject\":\"" + becomes + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "1.10, 1.1",
        "1e3, 1000.0",
        "1E15, 1E+15",
        "-1.5e-7, -1.5E-07",
        "0.0001, 0.0001",
        "-0.0, 0.0",
        "7, 7",
        "12345678901234567890, 12345678901234567890"
    })
    void numbers_with_a_fraction_or_an_exponent_are_written_as_doubles(String number, String becomes) throws Exception {
        assertThat(NewtonsoftJson.read(("[{\"n\":" + number + "}]").getBytes(UTF_8))
                        .toString())
                .isEqualTo("[{\"n\":" + becomes + "}]");
    }

    @Test
    void what_is_no_json_is_an_error() {
        assertThatThrownBy(() -> NewtonsoftJson.read("no json".getBytes(UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }
}
