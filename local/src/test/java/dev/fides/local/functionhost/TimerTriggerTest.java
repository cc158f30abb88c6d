package dev.fides.local.functionhost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimerTriggerTest {
    private static final Map<String, String> NEVER = Map.of("TICK", "0 0 0 1 1 *");

    @TempDir
    private Path folder;

    @Test
    void a_timer_fires_at_its_times() throws Exception {
        try (RunningHost host = RunningHost.of(app(), Map.of("TICK", "* * * * * *"))) {
            List<String> lines = host.awaitJournal(seen -> seen.size() >= 2);

            JsonNode first = json(lines.get(0));
            JsonNode second = json(lines.get(1));
            assertThat(first.path("IsPastDue").isBoolean()).isTrue();
            assertThat(first.at("/ScheduleStatus/Last").asText()).startsWith("0001-01-01");
            assertThat(second.at("/ScheduleStatus/Last").asText())
                    .isLessThan(second.at("/ScheduleStatus/Next").asText());
        }
    }

    @Test
    void an_operator_runs_a_timer_function_now() throws Exception {
        try (RunningHost host = RunningHost.of(app(), NEVER)) {
            assertThat(host.post("/admin/functions/TICK", "{\"input\":\"\"}").statusCode())
                    .isEqualTo(202);
            assertThat(host.post("/admin/functions/tick", "").statusCode()).isEqualTo(202);

            assertThat(host.awaitJournal(seen -> seen.size() == 2)).allMatch(line -> line.startsWith("tick {"));
        }
    }

    @Test
    void only_functions_that_exist_and_have_no_route_are_run_by_operators() throws Exception {
        try (RunningHost host = RunningHost.of(app(), NEVER)) {
            assertThat(host.post("/admin/functions/unknown", "{}").statusCode()).isEqualTo(404);
            assertThat(host.post("/admin/functions/journal", "{}").statusCode()).isEqualTo(400);
            assertThat(host.post("/admin/functions/tick", "{").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void the_status_names_the_functions() throws Exception {
        try (RunningHost host = RunningHost.of(app(), NEVER)) {
            JsonNode status =
                    new ObjectMapper().readTree(host.get("/admin/host/status").body());

            assertThat(status.path("state").asText()).isEqualTo("Running");
            assertThat(status.path("functions")).hasSize(2);
        }
    }

    private SampleApp app() throws Exception {
        return SampleApp.in(folder).timer("%TICK%").http("journal", "ANONYMOUS", "", "GET");
    }

    private static JsonNode json(String line) throws Exception {
        return new ObjectMapper().readTree(line.substring("tick ".length()));
    }
}
