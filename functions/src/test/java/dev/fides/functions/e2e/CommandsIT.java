package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.cli.Main;
import dev.fides.cli.operate.Surroundings;
import dev.fides.cli.settings.CommandSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators type, asked of the packaged app. */
@ExtendWith(SharedMachine.class)
class CommandsIT {

    private final RunningApp app;

    CommandsIT(RunningApp app) {
        this.app = app.inStep();
    }

    @Test
    void an_operator_sees_what_would_happen_lets_it_happen_and_sees_that_it_has() {
        List<Long> edited = app.machine().edit(3);
        String key = edited.get(0).toString();

        assertThat(said(0, "plan", "cities", "--wait")).contains("changed 3", "publish " + key, "/population/count: ");
        assertThat(said(0, "explain", "cities", key)).contains("an import would: PUBLISH");
        assertThat(said(0, "import", "cities", "--wait"))
                .contains("import of cities, run ", ": completed", "changed 3 = published 3 + ");
        assertThat(said(0, "explain", "cities", key)).contains("an import would: NOTHING", "  status: PUBLISHED");
        assertThat(said(0, "status", "cities")).contains("sync      cities, ok", "last run  import completed");
        app.machine().requireInStep();
    }

    @Test
    void runs_are_listed_and_shown_by_their_id() {
        String runs = said(0, "runs", "cities", "--limit", "1");
        String run = runs.lines().skip(1).findFirst().orElseThrow().replaceFirst(" .*", "");

        assertThat(said(0, "follow", run)).contains("run " + run + ": completed");
        assertThat(said(1, "cancel", run)).contains("only a run that has not ended can be cancelled");
        assertThat(said(1, "follow", "20260101T000000.000Z-000000")).contains("no sync has a run 20260101T");
    }

    @Test
    void a_sync_is_paused_and_resumed() {
        assertThat(said(0, "pause", "cities")).contains("is paused");
        assertThat(said(0, "status")).containsPattern("cities +paused ");
        assertThat(said(0, "resume", "cities")).contains("goes on");
    }

    @Test
    void what_the_app_refuses_is_told_in_its_words() {
        assertThat(said(1, "import", "citys")).contains("there is no sync named citys; defined are [");
        assertThat(said(1, "retry", "cities", "--reason", "FATE")).contains("reason: expected one of [");
        assertThat(said(0, "parked", "cities")).contains("No record is parked.");
        assertThat(said(0, "refresh", "cities", "2759794")).contains("record 2759794 of sync cities: ");
    }

    /** What a command writes, once it has ended with this status. */
    private String said(int status, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        CommandSettings settings = new CommandSettings(
                Path.of("nowhere"), Map.of("FIDES_URL", app.api().base().toString()));
        int ended = Main.commandLine(Surroundings.ofThisProcess(settings))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments);
        assertThat(ended).as(text.toString()).isEqualTo(status);
        return text.toString();
    }
}
