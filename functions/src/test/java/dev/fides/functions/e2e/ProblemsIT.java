package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedMachine.class)
class ProblemsIT {

    private final RunningApp app;
    private final Api api;

    ProblemsIT(RunningApp app) {
        this.app = app;
        this.api = app.api();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "GET  | syncs/towns                          |                  | 404 | towns",
                "POST | syncs/towns/import                   |                  | 404 | cities",
                "GET  | syncs/cities/runs/20260101T000000    |                  | 404 | 20260101T000000",
                "GET  | syncs/cities/runs?limit=0            |                  | 400 | limit",
                "GET  | syncs/cities/runs?limit=many         |                  | 400 | limit",
                "GET  | syncs/cities/runs?cursor=nonsense    |                  | 400 | cursor",
                "GET  | syncs/cities/records                 |                  | 400 | key",
                "GET  | syncs/cities/records?key=            |                  | 400 | key",
                "POST | syncs/cities/records                 |                  | 400 | key",
                "POST | syncs/cities/import                  | {\"limit\": 0}   | 400 | limit",
                "POST | syncs/cities/import                  | {\"limit\": 1.5} | 400 | limit",
                "POST | syncs/cities/import                  | {\"keys\": []}   | 400 | keys",
                "POST | syncs/cities/import                  | {\"keys\": [{}]} | 400 | key",
                "POST | syncs/cities/import                  | {\"lmit\": 1}    | 400 | lmit",
                "POST | syncs/cities/import                  | [1]              | 400 | object",
                "POST | syncs/cities/import                  | {\"limit\":      | 400 | JSON",
                "POST | syncs/cities/reimport                | {\"limit\": 1}   | 400 | limit",
                "PUT  | syncs/cities                         |                  | 405 | GET",
                "GET  | syncs/cities/import                  |                  | 405 | POST",
                "POST | rejected/7                           |                  | 405 | DELETE",
                "POST | health                               |                  | 405 | GET",
                "GET  | snycs                                |                  | 404 | http-api",
                "GET  | syncs/cities/runs/a/b/c              |                  | 404 | http-api",
                "POST | syncs/towns/circuits/target          | {\"state\": \"open\"} | 404 | towns",
                "POST | syncs/cities/circuits/both           | {\"state\": \"open\"} | 404 | both",
                "POST | syncs/cities/circuits/target         | {\"state\": \"ajar\"} | 400 | ajar",
                "POST | syncs/cities/circuits/target         | {\"state\": true}   | 400 | true",
                "POST | syncs/cities/circuits/target         | {}               | 400 | state",
                "POST | syncs/cities/circuits/target         | {\"state\":      | 400 | JSON",
            })
    void a_call_that_cannot_be_answered_gets_a_problem(
            String method, String path, String body, int status, String detail) {
        requireProblem(api.send(method, path, body == null ? "" : body), status, detail);
    }

    @Test
    void a_key_that_is_too_long_is_a_problem() {
        requireProblem(api.explain(Definitions.NOTES, "x".repeat(1_025)), 400, "1024");
    }

    @Test
    void a_body_that_is_too_large_is_a_problem() {
        String body = "{\"keys\": [\"" + "x".repeat(1024 * 1024) + "\"]}";

        requireProblem(api.post("syncs/cities/import", body), 413, "characters");
    }

    @Test
    void a_second_import_is_refused_while_one_is_active() {
        app.inStep();
        app.machine().host().control().latency(Duration.ofMillis(500));
        URI first = api.start(Definitions.CITIES, "import", "");

        Reply importing = api.post("syncs/cities/import", "");
        Reply reimporting = api.post("syncs/cities/reimport", "");

        String id = api.run(first).id();
        requireProblem(importing, 409, id);
        requireProblem(reimporting, 409, id);
        api.await(first).requireStatus("COMPLETED");
    }

    @Test
    void syncs_and_runs_are_listed() {
        RunView run = app.inStep().runImport();

        Reply syncs = api.get("syncs");
        assertThat(syncs.status()).isEqualTo(200);
        assertThat(syncs.contentType()).startsWith("application/json");
        assertThat(syncs.json().path("syncs").findValuesAsText("sync")).contains("cities", "notes");
        assertThat(api.get("syncs/cities").json().at("/lastRun/run").asText()).isEqualTo(run.id());

        Reply page = api.get("syncs/cities/runs?limit=1");
        assertThat(page.json().at("/runs/0/run").asText()).isEqualTo(run.id());
        Reply second = api.get("syncs/cities/runs?limit=1&cursor="
                + java.net.URLEncoder.encode(
                        page.json().path("next").asText(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(second.json().at("/runs/0/run").asText()).isNotBlank().isNotEqualTo(run.id());
    }

    private static void requireProblem(Reply reply, int status, String detail) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.contentType()).startsWith("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotBlank();
        assertThat(reply.json().path("detail").asText()).contains(detail);
        assertThat(reply.text()).doesNotContain("Exception");
    }
}
