package dev.fides.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldingTest {

    private static final String SUMS =
            "  read 24,323 = unchanged 0 + changed 24,307 + filtered 16 + parked 0 + invalid 0";

    @Test
    void what_fits_stays_as_it_is() {
        assertThat(Terminal.of(SUMS.length()).fold(SUMS)).containsExactly(SUMS);
        assertThat(Terminal.none().fold(SUMS + "\n" + SUMS)).containsExactly(SUMS, SUMS);
    }

    @Test
    void what_does_not_is_broken_between_words_and_goes_on_further_in() {
        assertThat(Terminal.of(40).fold(SUMS))
                .containsExactly(
                        "  read 24,323 = unchanged 0 + changed",
                        "      24,307 + filtered 16 + parked 0 +",
                        "      invalid 0");
    }

    @Test
    void a_word_that_is_too_long_stays_whole_so_that_it_can_be_copied() {
        assertThat(Terminal.of(20).fold("see http://localhost:7071/api/dashboard or ask"))
                .containsExactly("see", "    http://localhost:7071/api/dashboard", "    or ask");
    }
}
