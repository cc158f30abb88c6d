package dev.fides.local.functionhost.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostJsonTest {

    @ParameterizedTest
    @CsvSource({
        "00:00:01,         PT1S",
        "00:00:00.25,      PT0.25S",
        "00:00:00.2500001, PT0.2500001S",
        "01:02,            PT1H2M",
        "1.00:00:03,       PT24H3S"
    })
    void time_spans_are_read_as_dotnet_writes_them(String text, Duration expected) throws IOException {
        assertThat(idle(text)).isEqualTo(expected);
    }

    @Test
    void what_is_no_time_span_is_refused() {
        assertThatThrownBy(() -> idle("00:00:00.")).hasMessageContaining("'00:00:00.' is not a time span");
        assertThatThrownBy(() -> idle("1 s")).hasMessageContaining("'1 s'");
    }

    private static Duration idle(String text) throws IOException {
        String json = "{\"extensions\":{\"serviceBus\":{\"sessionIdleTimeout\":\"" + text + "\"}}}";
        return HostJson.of(new ObjectMapper().readTree(json))
                .serviceBus()
                .sessionIdleTimeout()
                .orElseThrow();
    }
}
