package dev.fides.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.terminal.Terminal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowingTest {

    private static final String RUN = "GET syncs/cities/runs/r1";

    private final RecordedApp app = new RecordedApp();
    private final Shell shell = new Shell().with("FIDES_URL", app.address());

    @BeforeEach
    void prepare() {
        app.says("GET syncs", 200, "{\"syncs\": [{\"sync\": \"cities\", \"activeRuns\": [{\"run\": \"r1\"}]}]}")
                .answers("GET syncs/cities/runs", "runs");
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void a_run_is_shown_until_it_ends_and_then_what_came_of_it() {
        app.says(RUN, 200, run("QUEUED", 0, 0))
                .says(RUN, 200, run("RUNNING", 12_000, 6_000))
                .says(RUN, 200, run("PUBLISHING", 24_000, 12_000))
                .says(RUN, 200, run("COMPLETED", 24_000, 24_000));
        shell.at(Terminal.of(80));

        assertThat(shell.run("follow", "r1")).isZero();
        assertThat(shell.out())
                .contains("\r[------------------------] read 0  unchanged 0  changed 0  published 0  queued\u001b[K")
                // Of as many as the last import had.
                .containsPattern("\r\\[#{5}-{18}] read 12,000  changed 12,000  published 6,000  running\u001b\\[K")
                .containsPattern("\r\\[#{9}-{10}] read 24,000  changed 24,000  published 12,000  publishing\u001b\\[K")
                .contains("import of cities, run r1: completed")
                .contains("changed 24,000 = published 24,000 + superseded 0 + deleted 0 + held 0 + failed");
    }

    @Test
    void what_is_no_run_is_not_waited_for() {
        app.says(RUN, 200, "{\"id\": \"r1\"}");

        assertThat(shell.run("follow", "r1")).isEqualTo(3);
        assertThat(shell.err()).contains("is not Fides");
    }

    @Test
    void the_longer_a_run_lasts_the_less_often_it_is_looked_at() {
        for (int i = 0; i < 40; i++) {
            app.says(RUN, 200, run("RUNNING", 1, 0));
        }
        app.says(RUN, 200, run("COMPLETED", 1, 1));

        shell.run("follow", "r1");

        assertThat(shell.pauses()).hasSize(40).startsWith(Duration.ofSeconds(1)).endsWith(Duration.ofSeconds(5));
        assertThat(shell.pauses()).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 0",
        "COMPLETED_WITH_FAILURES, 1",
        "INCOMPLETE, 1",
        "FAILED, 1",
        "CANCELLED, 1",
        "SUPERSEDED, 1",
        "AWAITING_APPROVAL, 4"
    })
    void the_command_ends_as_the_run_does(String status, int exit) {
        app.says(RUN, 200, run(status, 1, 1));

        assertThat(shell.run("follow", "r1")).isEqualTo(exit);
    }

    @Test
    void whoever_starts_a_run_can_wait_for_it() {
        app.says("POST syncs/cities/import", 202, "{\"run\": \"r1\"}").says(RUN, 200, run("FAILED", 1, 0));

        assertThat(shell.run("import", "cities", "--wait")).isEqualTo(1);
        assertThat(shell.out()).contains("import of cities, run r1: failed");
    }

    @Test
    void machines_that_wait_get_the_run_as_it_ended_and_nothing_else() {
        String end = run("COMPLETED", 1, 1);
        app.says("POST syncs/cities/import", 202, "{\"run\": \"r1\"}")
                .says(RUN, 200, run("RUNNING", 1, 0))
                .says(RUN, 200, end);

        assertThat(shell.run("import", "cities", "--wait", "--json")).isZero();
        assertThat(shell.out()).isEqualTo(end + System.lineSeparator());
    }

    @Test
    void a_held_clean_up_ends_the_waiting_and_says_what_can_be_done() {
        app.says("POST syncs/cities/clean-up", 202, "{\"run\": \"r1\"}").answers(RUN, "held");

        assertThat(shell.run("clean-up", "cities", "--wait")).isEqualTo(4);
        assertThat(shell.out())
                .contains("checked 24,307 = present 12,316 + nominated 11,991")
                .contains("./setup.sh approve 20261129T132924.756Z-cd9d5d --list");
    }

    @Test
    void what_a_verification_and_a_plan_found_is_shown_by_field() {
        app.answers(RUN, "verify", "plan");

        shell.run("follow", "r1");
        shell.run("follow", "r1");

        assertThat(shell.lines())
                .contains(
                        "  compared 24,307 = same 24,304 + differs 3 + missing 0 + extra 0 + foreign 0 + unreadable 0",
                        "    differs 1256913",
                        "  it would, for example:",
                        "    publish 1256913",
                        "      /population/count: 99284 -> 99719");
    }

    @Test
    void a_failed_run_says_why() {
        app.answers(RUN, "failed");

        shell.run("follow", "r1");

        assertThat(shell.out())
                .contains("this is not JSON: expected a closing bracket")
                .contains("Mend the cause");
    }

    @Test
    void an_app_that_restarts_meanwhile_ends_nothing() {
        app.says(RUN, 200, run("RUNNING", 1, 0))
                .says(RUN, 503, "text/plain", "Function host is not running.")
                .says(RUN, 502, "text/html", "<html><title>502 Bad Gateway</title>")
                .says(RUN, 200, run("COMPLETED", 1, 1));

        assertThat(shell.run("follow", "r1")).isZero();
        assertThat(shell.err()).containsOnlyOnce("trying again").contains("is starting or stopping (status 503)");
    }

    @Test
    void an_app_that_stays_away_ends_the_looking() {
        app.says(RUN, 200, run("RUNNING", 1, 0)).says(RUN, 503, "text/plain", "");

        assertThat(shell.run("follow", "r1")).isEqualTo(3);
        assertThat(shell.pauses()).hasSizeLessThan(40);
    }

    @Test
    void a_key_that_is_no_longer_good_ends_it_at_once() {
        app.says(RUN, 200, run("RUNNING", 1, 0)).says(RUN, 401, "text/plain", "");

        assertThat(shell.run("follow", "r1")).isEqualTo(3);
        assertThat(shell.pauses()).hasSize(1);
    }

    @Test
    void who_interrupts_is_told_that_the_run_goes_on() {
        app.says(RUN, 200, run("RUNNING", 1, 0)).says(RUN, 200, run("COMPLETED", 1, 1));
        shell.atPauses(shell::interrupt);

        shell.run("follow", "r1");

        assertThat(shell.err())
                .contains("The run goes on. See it: ./setup.sh follow r1; stop it: ./setup.sh cancel r1");
        assertThat(app.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    private static String run(String status, int read, int published) {
        return """
                {"run": "r1", "sync": "cities", "type": "IMPORT", "status": "%s", "requestedBy": "api",
                 "counters": {"read": %d, "unchanged": 0, "changed": %d, "published": %d}}""".formatted(status, read, read, published);
    }
}
