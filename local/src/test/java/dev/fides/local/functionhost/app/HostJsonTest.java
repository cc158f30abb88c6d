package dev.fides.local.functionhost.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostJsonTest {

    private static ObjectNode withIdleTimeout(String span) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("extensions").putObject("serviceBus").put("sessionIdleTimeout", span);
        return json;
    }

    @ParameterizedTest
    @CsvSource({
        "00:00:01, PT1S",
        "00:00:00.2500000, PT0.25S",
        "00:00:00.5, PT0.5S",
        "01:30, PT1H30M",
        "1.00:00:00, PT24H"
    })
    void time_spans_are_those_of_dotnet(String span, Duration expected) {
        assertThat(HostJson.of(withIdleTimeout(span)).serviceBus().sessionIdleTimeout())
                .contains(expected);
    }

    @Test
    void what_is_no_time_span_is_refused() {
        assertThatThrownBy(() -> HostJson.of(withIdleTimeout("PT1S")))
                .isInstanceOf(FunctionHostException.class)
                .hasMessageContaining("'PT1S' is not a time span");
    }
}
