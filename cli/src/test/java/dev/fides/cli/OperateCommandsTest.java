package dev.fides.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperateCommandsTest {

    private static final String HELD_RUN = "20261129T132924.756Z-cd9d5d";

    private final RecordedApp app = new RecordedApp();
    private final Shell shell = new Shell().with("FIDES_URL", app.address());

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void all_syncs_are_a_table() {
        app.answers("GET syncs", "syncs");

        assertThat(shell.run("status")).isZero();
        assertThat(shell.lines())
                .containsExactly(
                        app.address() + " (FIDES_URL): ok",
                        "SYNC    STATE  RECORDS  PARKED  BACKLOG  LAST RUN",
                        "cities  ok      24,307       0        0  import completed, 3 min ago");
    }

    @Test
    void a_sync_is_told_in_detail_with_what_can_be_done() {
        app.answers("GET syncs/cities", "sync-held");

        assertThat(shell.run("status", "cities")).isZero();
        assertThat(shell.lines())
                .contains(
                        "sync      cities, deletes held",
                        "records   24,307 published, 0 deleted, 0 creating, 0 unpublished, 1 parked",
                        "backlog   0 changes wait to be published",
                        "host      is called",
                        "active    clean-up awaiting approval, run " + HELD_RUN,
                        "last run  import completed with failures, 56 s ago, run 20261129T132920.074Z-af469e",
                        "Why records are parked: ./setup.sh parked cities");
    }

    @Test
    void what_holds_a_sync_up_is_its_state() {
        app.says("GET syncs", 200, """
                {"syncs": [
                  {"sync": "a", "paused": true, "records": {}, "circuits": {"target": {"state": "open"}}},
                  {"sync": "b", "records": {}, "circuits": {"target": {"state": "open"}}, "activeRuns": [{"type": "IMPORT"}]},
                  {"sync": "c", "records": {}, "activeRuns": [{"type": "IMPORT", "status": "PUBLISHING"}]}],
                 "notDefined": [{"sync": "old", "forget": {"status": "RUNNING"}}]}
                """);

        shell.run("status");

        assertThat(shell.out())
                .containsPattern("a +paused ")
                .containsPattern("b +target held off ")
                .containsPattern("c +import publishing ")
                .contains("old is remembered, but no longer defined; forgetting it: running");
    }

    @Test
    void runs_are_a_table_of_what_they_did() {
        app.answers("GET syncs/cities/runs?limit=20", "runs-many");

        assertThat(shell.run("runs", "cities")).isZero();
        assertThat(shell.lines())
                .contains(
                        "RUN                          TYPE      STATUS                   STARTED (UTC)          TOOK  COUNTS",
                        "20261129T132532.941Z-f3f908  import    completed                2026-11-29 13:25:32  37.9 s  read"
                                + " 24,323, changed 24,307, published 24,307")
                .anyMatch(line -> line.contains("failed") && line.contains("page 1 of the listing: GET /cities"))
                .anyMatch(line -> line.startsWith(HELD_RUN + "  clean-up  awaiting approval"));
    }

    @Test
    void a_list_that_goes_on_says_how() {
        app.says(
                "GET syncs/cities/runs?limit=1&cursor=a%2Fb", 200, "{\"runs\": [{\"run\": \"r\"}], \"next\": \"c d\"}");

        assertThat(shell.run("runs", "cities", "--limit", "1", "--cursor", "a/b"))
                .isZero();
        assertThat(shell.out()).contains("Older ones: ./setup.sh runs cities --limit 1 --cursor c d");
    }

    @ParameterizedTest
    @CsvSource({
        "IMPORT,import",
        "REIMPORT,reimport",
        "PLAN,plan",
        "VERIFY,verify",
        "CLEAN_UP,clean-up",
    })
    void each_type_of_run_is_started_by_its_name(String type, String command) {
        app.says("POST syncs/cities/" + command, 202, "{\"run\": \"r1\", \"type\": \"" + type + "\"}");

        assertThat(shell.run(command, "cities")).isZero();
        assertThat(shell.lines())
                .containsExactly("Started " + command + " of cities. How far it is: ./setup.sh follow r1");
        assertThat(app.requests()).containsExactly("POST syncs/cities/" + command + " {}");
    }

    @Test
    void what_a_run_is_asked_for_is_handed_on() {
        app.says("POST syncs/cities/import", 202, "{\"run\": \"r1\"}")
                .says("POST syncs/cities/verify", 202, "{\"run\": \"r2\"}");

        shell.run("import", "cities", "--limit", "100");
        shell.run("import", "cities", "--key", "7", "--key", "a b");
        shell.run("verify", "cities", "--repair");

        assertThat(app.requests())
                .containsExactly(
                        "POST syncs/cities/import {\"limit\":100}",
                        "POST syncs/cities/import {\"keys\":[\"7\",\"a b\"]}",
                        "POST syncs/cities/verify {\"repair\":true}");
    }

    @Test
    void a_refusal_is_told_in_the_words_of_the_app() {
        app.says("POST syncs/cities/import", 409, "{\"detail\": \"the run r0 of sync cities has to end first\"}");

        assertThat(shell.run("import", "cities")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("fides: the run r0 of sync cities has to end first" + System.lineSeparator());
    }

    @Test
    void a_host_that_could_not_be_read_has_not_said_that_it_has_no_such_record() {
        app.says(
                "GET syncs/cities/records?key=7",
                200,
                "{\"intent\": \"UNKNOWN\", \"why\": \"the host could not be read: status 500\"}");

        assertThat(shell.run("explain", "cities", "7")).isZero();
        assertThat(shell.lines()).contains("host record: it could not be read");
    }

    @Test
    void a_record_is_explained() {
        app.answers("GET syncs/cities/records?key=2759794", "explain");

        assertThat(shell.run("explain", "cities", "2759794")).isZero();
        assertThat(shell.lines())
                .contains(
                        "record 2759794 of sync cities",
                        "an import would: NOTHING, because the target confirmed what the host has",
                        "  status: PUBLISHED",
                        "  \"name\" : \"Amsterdam\",".indent(2).stripTrailing());
    }

    @Test
    void keys_and_names_travel_as_they_are() {
        app.says("GET syncs/a%2Fb/records?key=%C3%BC%2F%20%26%2B%25", 200, "{\"intent\": \"NOTHING\", \"why\": \"x\"}");

        assertThat(shell.run("explain", "a/b", "ü/ &+%")).isZero();
    }

    @Test
    void a_record_is_refreshed_and_a_failure_is_one() {
        app.says("POST syncs/cities/records?key=1", 200, "{\"outcome\": \"PUBLISHED\"}")
                .says("POST syncs/cities/records?key=2", 200, "{\"outcome\": \"FAILED\"}");

        assertThat(shell.run("refresh", "cities", "1")).isZero();
        assertThat(shell.run("refresh", "cities", "2")).isEqualTo(1);
        assertThat(shell.lines())
                .containsExactly(
                        "record 1 of sync cities: published",
                        "record 2 of sync cities: failed",
                        "Why: ./setup.sh explain cities 2");
    }

    @Test
    void parked_records_are_listed_and_tried_again() {
        app.answers("GET syncs/cities/failures?reason=TARGET_REFUSED", "failures")
                .says("POST syncs/cities/failures/retry", 202, "{\"sync\": \"cities\", \"sent\": 1}");

        assertThat(shell.run("parked", "cities", "--reason", "TARGET_REFUSED")).isZero();
        assertThat(shell.run("retry", "cities", "--reason", "TARGET_REFUSED")).isZero();
        assertThat(shell.lines())
                .contains(
                        "1256913  TARGET_REFUSED      1  2026-11-29 13:30:22  POST /_bulk: key 1256913: status 422: \"The"
                                + " document 1256913 is refused.\" (cities/target)",
                        "Records that are tried again: 1; those that stay parked: ./setup.sh parked cities");
        assertThat(app.requests()).endsWith("POST syncs/cities/failures/retry {\"reason\":\"TARGET_REFUSED\"}");
    }

    @Test
    void a_sync_is_paused_and_goes_on() {
        app.says("POST syncs/cities/pause", 200, "{\"paused\": true}")
                .says("POST syncs/cities/resume", 200, "{\"paused\": false, \"wasPaused\": true}")
                .says("POST syncs/cities/resume", 200, "{\"paused\": false, \"wasPaused\": false}");

        shell.run("pause", "cities");
        shell.run("resume", "cities");
        shell.run("resume", "cities");

        assertThat(shell.lines())
                .containsExactly(
                        "Sync cities is paused; it goes on with ./setup.sh resume cities",
                        "Sync cities goes on",
                        "Sync cities was not paused");
    }

    @Test
    void a_run_is_cancelled_whosever_it_is() {
        app.says("GET syncs", 200, "{\"syncs\": [{\"sync\": \"a\"}, {\"sync\": \"b\"}]}")
                .says("GET syncs/b/runs/r1", 200, "{\"run\": \"r1\"}")
                .says(
                        "POST syncs/b/runs/r1/cancel",
                        200,
                        "{\"run\": \"r1\", \"sync\": \"b\", \"type\": \"IMPORT\", \"status\": \"CANCELLED\"}");

        assertThat(shell.run("cancel", "r1")).isZero();
        assertThat(shell.out()).startsWith("import of b, run r1: cancelled");
    }

    @Test
    void a_run_that_nobody_has_is_named_with_where_to_look() {
        app.answers("GET syncs", "syncs");

        assertThat(shell.run("cancel", "r9")).isEqualTo(1);
        assertThat(shell.err())
                .contains("no sync has a run r9; ./setup.sh runs SYNC lists those of a sync, there is cities");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status cities",
                "runs cities",
                "explain cities 1",
                "refresh cities 1",
                "parked cities",
                "retry cities",
                "import cities",
                "pause cities",
                "resume cities"
            })
    void machines_get_the_answer_as_it_is(String command) throws IOException {
        String answer = "{ \"as\" :   [\"it is\"], \"syncs\": [], \"sync\": \"cities\" }";
        for (String call : List.of(
                "GET syncs",
                "GET syncs/cities",
                "GET syncs/cities/runs?limit=20",
                "GET syncs/cities/records?key=1",
                "POST syncs/cities/records?key=1",
                "GET syncs/cities/failures",
                "POST syncs/cities/failures/retry",
                "POST syncs/cities/import",
                "POST syncs/cities/pause",
                "POST syncs/cities/resume")) {
            app.says(call, 200, answer);
        }

        assertThat(shell.run((command + " --json").split(" "))).isZero();
        assertThat(shell.out()).isEqualTo(answer + System.lineSeparator());
        assertThat(new ObjectMapper().readTree(shell.out()).at("/as/0").asText())
                .isEqualTo("it is");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 40})
    void nothing_is_wider_than_the_terminal(int columns) {
        app.answers("GET syncs", "syncs-held")
                .answers("GET syncs/cities", "sync-held")
                .answers("GET syncs/cities/runs?limit=20", "runs-many")
                .answers("GET syncs/cities/failures", "failures");
        shell.at(Terminal.of(columns));

        shell.run("status");
        shell.run("status", "cities");
        shell.run("runs", "cities");
        shell.run("parked", "cities");

        assertThat(shell.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        assertThat(shell.out())
                .contains("cities  deletes held")
                .contains(HELD_RUN)
                .contains("1256913");
    }

    @Test
    void texts_of_others_cannot_steer_the_terminal() {
        app.says(
                "GET syncs/cities/failures",
                200,
                "{\"failures\": [{\"key\": \"a\\u001b]0;x\\u0007\\nb\\u202e\", \"failure\": {\"reason\": \"MAPPING_FAILED\","
                        + " \"message\": \"\\u001b[2Jgone\"}}]}");

        shell.run("parked", "cities");

        assertThat(shell.out()).contains("a?]0;x??b?").contains("?[2Jgone").doesNotContain("\u001b", "\u202e");
    }
}
