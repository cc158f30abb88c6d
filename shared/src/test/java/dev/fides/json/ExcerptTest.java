package dev.fides.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void a_text_that_is_not_long_is_left_alone() {
        assertThat(Excerpt.of("x".repeat(120))).isEqualTo("x".repeat(120));
    }

    @Test
    void a_long_text_is_cut_and_its_length_is_noted() {
        assertThat(Excerpt.of("x".repeat(121))).isEqualTo("x".repeat(120) + "... (121 characters)");
    }

    @Test
    void a_character_of_two_halves_is_not_cut_into_two() {
        String smile = Character.toString(0x1F600);

        assertThat(Excerpt.of("x".repeat(119) + smile)).isEqualTo("x".repeat(119) + "... (121 characters)");
    }
}
