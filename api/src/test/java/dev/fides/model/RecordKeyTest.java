package dev.fides.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
    void a_composed_key_is_the_same_only_for_the_same_parts() {
        List<List<String>> composed = List.of(
                List.of("de", "10115"),
                List.of("de:10115", ""),
                List.of("", "de:10115"),
                List.of("de", "1", "0115"),
                List.of("~1", "~0"),
                List.of("~", ":"),
                List.of("~0", ":~"),
                List.of("~01", "1"));
        List<RecordKey> keys = composed.stream().map(RecordKey::ofParts).toList();

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys).extracting(RecordKey::parts).isEqualTo(composed);
        assertThat(keys.get(0).value()).isEqualTo("de:10115");
    }

    @Test
    void half_of_a_surrogate_pair_is_refused_since_no_queue_could_carry_it() {
        assertThatThrownBy(() -> new RecordKey("a\ud800b")).hasMessageContaining("a?b");
    }
}
