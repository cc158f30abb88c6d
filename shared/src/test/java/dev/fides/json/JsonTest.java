package dev.fides.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void numbers_are_written_as_they_were_read() {
        String text = "{\"a\":100.0,\"b\":12345678901234567890,\"c\":0.10,\"d\":1.5,\"e\":[]}";

        assertThat(Json.text(Json.parse(text))).isEqualTo(text);
        assertThat(Json.write(Json.parse(text))).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "", "  ", "{\"a\":NaN}", "[1,]", "{'a':1}", "truth"})
    void what_is_not_exactly_one_json_value_is_refused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void nesting_has_a_limit() throws IOException {
        String deep = "[".repeat(Json.MAX_NESTING + 1) + "]".repeat(Json.MAX_NESTING + 1);
        var stream = new ByteArrayInputStream(deep.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Json.parse(stream))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("nesting");
    }

    @Test
    void faults_name_the_place_and_are_short() {
        assertThatThrownBy(() -> Json.parse("{\n  \"a\": " + "x".repeat(5000) + "}"))
                .hasMessageContaining("line 2")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
    }

    @Test
    void faults_are_told_in_the_words_of_json_alone() {
        assertThatThrownBy(() -> Json.parse("{"))
                .hasMessageContaining("close marker for Object (start marker at line: 1, column: 1)")
                .hasMessageNotContaining("Source");
    }
}
