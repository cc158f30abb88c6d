package dev.fides.local.launch.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunResourceTest {

    @Test
    void a_run_is_read_from_the_answer_of_the_api() throws IOException {
        RunResource run = run("""
                {"status": "COMPLETED", "counters": {"read": 10, "filtered": 1, "changed": 9, "published": 9},
                 "startedAt": "2026-01-01T00:00:00Z", "endedAt": "2026-01-01T00:00:05Z", "error": null}
                """);

        assertThat(run.isComplete()).isTrue();
        assertThat(run.settled()).isEqualTo(10);
        assertThat(run.duration()).contains(Duration.ofSeconds(5));
        assertThat(run.error()).isEmpty();
    }

    @Test
    void a_run_that_waits_for_approval_has_not_ended() throws IOException {
        assertThat(run("{\"status\":\"AWAITING_APPROVAL\"}").hasEnded()).isFalse();
        assertThat(run("{\"status\":\"INCOMPLETE\"}").hasEnded()).isTrue();
        assertThat(run("{\"status\":\"FAILED\",\"error\":{\"message\":\"no\"}}").error())
                .contains("no");
    }

    @Test
    void a_bar_grows_with_the_records_that_are_settled() throws IOException {
        assertThat(shown(true, "{\"status\":\"RUNNING\",\"counters\":{\"read\":50,\"changed\":50,\"published\":25}}"))
                .startsWith("\r[######------------------] read 50  unchanged 0  changed 50  published 25  running");
    }

    @Test
    void without_a_terminal_there_are_plain_lines() throws IOException {
        assertThat(shown(false, "{\"status\":\"COMPLETED\",\"counters\":{\"read\":100,\"unchanged\":100}}"))
                .isEqualTo("[########################] read 100  unchanged 100  changed 0  published 0  completed"
                        + System.lineSeparator());
    }

    private static String shown(boolean terminal, String json) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new ProgressBar(new PrintStream(bytes, true, UTF_8), terminal, 100).show(run(json));
        return bytes.toString(UTF_8);
    }

    private static RunResource run(String json) throws IOException {
        return RunResource.of(new ObjectMapper().readTree(json));
    }
}
