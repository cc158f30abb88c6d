package dev.fides.local.launch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
        assertThat(run.counter("published")).isEqualTo(9);
        assertThat(run.duration()).contains(Duration.ofSeconds(5));
        assertThat(run.error()).isEmpty();
    }

    @Test
    void a_run_that_waits_for_approval_has_not_ended() throws IOException {
        assertThat(run("{\"status\":\"AWAITING_APPROVAL\"}").hasEnded()).isFalse();
        assertThat(run("{\"status\":\"INCOMPLETE\"}").hasEnded()).isTrue();
        assertThat(run("{\"status\":\"FAILED\",\"error\":\"no\"}").error()).contains("no");
    }

    private static RunResource run(String json) throws IOException {
        return new RunResource(new ObjectMapper().readTree(json));
    }
}
