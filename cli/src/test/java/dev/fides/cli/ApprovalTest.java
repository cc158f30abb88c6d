package dev.fides.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalTest {

    private static final String HELD_RUN = "20261129T132924.756Z-cd9d5d";
    private static final String HELD = "syncs/cities/runs/" + HELD_RUN;
    private static final String ETAG = "kbW-U01o9k34eP9qzCPP2A";

    private final RecordedApp app = new RecordedApp();
    private final Shell shell = new Shell().with("FIDES_URL", app.address());

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void held_deletes_are_approved_by_somebody_who_was_shown_them() {
        app.answers("GET syncs", "syncs-held")
                .answers("GET " + HELD, "held")
                .says("POST " + HELD + "/approve", 200, "{\"run\": \"" + HELD_RUN + "\", \"status\": \"PUBLISHING\"}");

        assertThat(shell.answering(true).run("approve", HELD_RUN)).isZero();
        assertThat(shell.out())
                .contains("11991 deletes are more than cleanUp.maxDeletes, which is 500.")
                .contains("  1000543 absent")
                .contains("  and 11,981 more; all: ./setup.sh approve " + HELD_RUN + " --list");
        assertThat(shell.questions()).containsExactly("Delete these 11,991 documents of cities from the target?");
        assertThat(app.requests()).endsWith("POST " + HELD + "/approve {\"etag\":\"" + ETAG + "\"}");
    }

    @Test
    void who_does_not_agree_approves_nothing() {
        app.answers("GET syncs", "syncs-held").answers("GET " + HELD, "held");

        assertThat(shell.answering(false).run("approve", HELD_RUN)).isEqualTo(1);
        assertThat(shell.err()).contains("Nothing was approved.");
        assertThat(app.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_script_says_which_list_it_means() {
        app.answers("GET syncs", "syncs-held")
                .answers("GET " + HELD, "held")
                .says("POST " + HELD + "/approve", 412, "{\"detail\": \"the list is another one now\"}");

        assertThat(shell.run("approve", HELD_RUN)).isEqualTo(2);
        assertThat(shell.err()).contains("look with --list, and approve with --etag " + ETAG);
        assertThat(shell.run("approve", HELD_RUN, "--etag", "older")).isEqualTo(1);
        assertThat(shell.err()).contains("the list is another one now");
        assertThat(app.requests()).endsWith("POST " + HELD + "/approve {\"etag\":\"older\"}");
    }

    @Test
    void all_that_is_held_can_be_listed() {
        app.answers("GET syncs", "syncs-held")
                .answers("GET " + HELD, "held")
                .says(
                        "GET " + HELD + "?cursor=p00000028-c000001-s0000",
                        200,
                        "{\"held\": {\"etag\": \"" + ETAG
                                + "\", \"nominations\": [{\"key\": \"a\\tb\\u001b[2J\", \"reason\":"
                                + " \"MOVED\", \"strayId\": \"7\"}]}}");

        assertThat(shell.run("approve", HELD_RUN, "--list")).isZero();
        assertThat(shell.lines()).hasSize(16).startsWith("1000543\tABSENT").endsWith("a?b?[2J\tMOVED\t7");
        assertThat(shell.err()).contains("The ETag of this list: " + ETAG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--etag=" + ETAG, "--wait", "--json"})
    void a_list_approves_nothing_whatever_else_is_asked_for(String other) {
        app.answers("GET syncs", "syncs-held").answers("GET " + HELD, "held");

        assertThat(shell.run("approve", HELD_RUN, "--list", other)).isEqualTo(2);
        assertThat(shell.err()).contains("--list only prints");
        assertThat(app.requests()).isEmpty();
    }

    @Test
    void a_run_that_holds_nothing_has_nothing_to_approve() {
        app.answers("GET syncs", "syncs")
                .says("GET syncs/cities/runs/20261129T132611.066Z-70bc62", 200, "{\"status\": \"COMPLETED\"}");

        assertThat(shell.run("approve", "20261129T132611.066Z-70bc62")).isEqualTo(1);
        assertThat(shell.err()).contains("run 20261129T132611.066Z-70bc62 holds no deletes: it is completed");
    }
}
