package dev.fides.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "a/b", "ü€😀", "{\"x\":1}", "?#\\"})
    void any_text_is_a_key_to_the_letter(String text) {
        assertThat(new RecordKey(text).value()).isEqualTo(text);
    }

    @Test
    void an_empty_key_is_refused() {
        assertThatThrownBy(() -> new RecordKey("")).hasMessageContaining("must not be empty");
    }

    @Test
    void a_key_longer_than_the_limit_is_refused_with_its_length() {
        assertThat(new RecordKey("k".repeat(RecordKey.MAX_LENGTH)).value()).hasSize(RecordKey.MAX_LENGTH);
        assertThatThrownBy(() -> new RecordKey("k".repeat(RecordKey.MAX_LENGTH + 1)))
                .hasMessageContaining("1024", "1025");
    }

    @Test
    void half_of_a_surrogate_pair_is_refused_since_no_queue_could_carry_it() {
        assertThatThrownBy(() -> new RecordKey("a\ud800b")).hasMessageContaining("a?b");
    }
}
