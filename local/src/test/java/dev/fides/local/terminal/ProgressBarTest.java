package dev.fides.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

    private static final String PUBLISHING = """
            {"type": "IMPORT", "status": "PUBLISHING",
             "counters": {"read": 24323, "unchanged": 16, "changed": 24307, "published": 12153}}
            """;

    private final StringWriter shown = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | [############------------] read 24,323  unchanged 16  changed 24,307  published 12,153  publishing",
                "80  | [#########----------] read 24,323  changed 24,307  published 12,153  publishing",
                "60  | [######------] changed 24,307  published 12,153  publishing",
                "40  | [####----] published 12,153  publishing",
                "30  | published 12,153  publishing",
                "10  | published"
            })
    void in_less_room_the_bar_becomes_shorter_and_then_less_important_counts_go(int columns, String line) {
        bar(Terminal.of(columns)).show(run(PUBLISHING));

        assertThat(shown.toString()).startsWith("\r" + line);
        assertThat(line.length()).isLessThan(columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 41, 60, 80, 81, 120, 300})
    void no_line_reaches_the_last_column(int columns) {
        for (String type : new String[] {"IMPORT", "REIMPORT", "CLEAN_UP", "PLAN", "VERIFY"}) {
            shown.getBuffer().setLength(0);
            bar(Terminal.of(columns)).show(run("""
                    {"type": "%s", "status": "AWAITING_APPROVAL",
                     "counters": {"read": 1234567, "changed": 1234567, "checked": 1234567, "compared": 1234567,
                                  "nominated": 1234567}}
                    """.formatted(type)));

            assertThat(drawn()).as(type).hasSizeLessThan(columns);
        }
    }

    @Test
    void a_line_is_drawn_over_the_one_before_and_ends_with_the_run() {
        ProgressBar bar = bar(Terminal.of(80));

        bar.show(run("{\"type\":\"VERIFY\",\"status\":\"RUNNING\",\"counters\":{\"compared\":50}}"));
        bar.show(run("{\"type\":\"VERIFY\",\"status\":\"COMPLETED\",\"counters\":{\"compared\":100,\"same\":100}}"));

        assertThat(shown.toString())
                .isEqualTo("\r[############------------] compared 50  differs 0  missing 0  extra 0  running\u001b[K"
                        + "\r[######################] compared 100  differs 0  missing 0  extra 0  completed"
                        + "\u001b[K" + System.lineSeparator());
    }

    @Test
    void a_bar_stays_empty_while_nobody_knows_how_much_there_is_to_read() {
        String counters = "\"counters\": {\"read\": 60, \"changed\": 60, \"published\": 30}";

        bar(Terminal.of(80)).show(run("{\"type\": \"IMPORT\", \"status\": \"RUNNING\", " + counters + "}", 0));
        assertThat(drawn()).startsWith("[----").doesNotContain("#");

        bar(Terminal.of(80)).show(run("{\"type\": \"IMPORT\", \"status\": \"PUBLISHING\", " + counters + "}", 0));
        assertThat(drawn()).contains("[#########---------]");
    }

    @Test
    void a_run_that_was_given_up_does_not_look_complete() {
        bar(Terminal.of(80))
                .show(run("{\"type\":\"IMPORT\",\"status\":\"FAILED\",\"counters\":{\"read\":50,\"published\":25}}"));

        assertThat(drawn()).startsWith("[#####------------------]").endsWith("failed");
    }

    @Test
    void a_line_that_is_left_in_the_middle_of_a_run_ends_once() {
        ProgressBar bar = bar(Terminal.of(80));
        bar.show(run(PUBLISHING));

        bar.end();
        bar.end();

        assertThat(shown.toString())
                .endsWith("\u001b[K" + System.lineSeparator())
                .containsOnlyOnce("\n");
    }

    @Test
    void without_a_terminal_there_are_plain_lines_that_name_every_count() {
        bar(Terminal.none()).show(run("{\"status\":\"COMPLETED\",\"counters\":{\"read\":100,\"unchanged\":100}}"));

        assertThat(shown.toString())
                .isEqualTo("[########################] read 100  unchanged 100  changed 0  published 0  completed"
                        + System.lineSeparator());
    }

    private String drawn() {
        return shown.toString().strip().replace("\u001b[K", "");
    }

    private ProgressBar bar(Terminal terminal) {
        return new ProgressBar(new PrintWriter(shown), terminal);
    }

    private static RunProgress run(String json) {
        return run(json, 100);
    }

    private static RunProgress run(String json, long expected) {
        try {
            return RunProgress.of(new ObjectMapper().readTree(json), expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
