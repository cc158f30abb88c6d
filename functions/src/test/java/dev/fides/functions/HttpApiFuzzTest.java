package dev.fides.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.azure.functions.HttpResponseMessage;
import dev.fides.functions.http.FakeInvocation;
import dev.fides.functions.http.FakeRequest;
import dev.fides.functions.trigger.ExplainRecord;
import dev.fides.functions.trigger.ForgetSync;
import dev.fides.functions.trigger.GetRun;
import dev.fides.functions.trigger.GetSync;
import dev.fides.functions.trigger.ListRuns;
import dev.fides.functions.trigger.PreviewRecord;
import dev.fides.functions.trigger.StartImport;
import dev.fides.functions.trigger.StartReimport;
import dev.fides.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** Whatever callers send: a right status, a problem that says what is wrong, no internals, no 500. */
class HttpApiFuzzTest {

    private static final int TRIES = 100;

    private final FidesApp app = Store.getOrCreate(HttpApiFuzzTest.class, Lifespan.RUN, LocalApp::start)
            .get()
            .app();

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(2_000),
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.of("", " ", "a/b", "..", "\"", "'; --", "%00", "\u0000", "😀", "x".repeat(1_025)));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> values = Arbitraries.of(
                "0",
                "-1",
                "1",
                "1e400",
                "99999999999999999999",
                "null",
                "true",
                "\"1\"",
                "[]",
                "[1, \"a\"]",
                "[null]",
                "[\"\"]",
                "{}",
                "{\"a\": 1}",
                "\"" + "x".repeat(1_025) + "\"");
        Arbitrary<String> objects = net.jqwik.api.Combinators.combine(
                        Arbitraries.of("limit", "keys", "repair", "", "other"), values)
                .as((name, value) -> "{\"" + name + "\": " + value + "}");
        return Arbitraries.oneOf(
                texts(),
                values,
                objects,
                Arbitraries.of("[".repeat(10_000), "{\"limit\": 1, \"limit\": 2}", "{\"limit\": 1} x", "\uFEFF{}"));
    }

    @Property(tries = TRIES)
    void a_sync_of_any_name_is_unknown(@ForAll("texts") String name) {
        requireProblem(new GetSync(app).run(FakeRequest.get("syncs/" + encoded(name))), Set.of(404));
        requireProblem(new ListRuns(app).run(FakeRequest.get("syncs/" + encoded(name) + "/runs")), Set.of(404));
        requireProblem(
                new StartReimport(app)
                        .run(
                                FakeRequest.post("syncs/" + encoded(name) + "/reimport", ""),
                                FakeInvocation.WITHOUT_TRACE),
                Set.of(404));
        requireProblem(
                new ExplainRecord(app)
                        .run(FakeRequest.get("syncs/" + encoded(name) + "/records")
                                .withQuery("key", "1")),
                Set.of(404));
    }

    @Property(tries = TRIES)
    void a_run_of_any_name_is_unknown(@ForAll("texts") String run) {
        requireProblem(new GetRun(app).run(FakeRequest.get("syncs/cities/runs/" + encoded(run))), Set.of(404));
    }

    @Property(tries = TRIES)
    void runs_are_listed_or_the_page_is_refused(@ForAll("texts") String text) {
        for (String parameter : Set.of("limit", "cursor")) {
            requireAnswer(
                    new ListRuns(app).run(FakeRequest.get("syncs/cities/runs").withQuery(parameter, text)),
                    Set.of(200, 400));
        }
    }

    @Property(tries = TRIES)
    void any_key_is_explained_or_refused(@ForAll("texts") String key) {
        requireAnswer(
                new ExplainRecord(app)
                        .run(FakeRequest.get("syncs/cities/records").withQuery("key", key)),
                key.isEmpty() || key.length() > 1_024 ? Set.of(400) : Set.of(200));
    }

    @Property(tries = TRIES)
    void any_key_is_previewed_or_refused(@ForAll("texts") String key) {
        requireAnswer(
                new PreviewRecord(app)
                        .run(FakeRequest.get("syncs/cities/preview").withQuery("key", key)),
                key.isEmpty() || key.length() > 1_024 ? Set.of(400) : Set.of(200));
    }

    @Property(tries = TRIES)
    void any_body_starts_a_run_or_is_refused(@ForAll("bodies") String body) {
        requireAnswer(
                new StartImport(app).run(FakeRequest.post("syncs/cities/import", body), FakeInvocation.WITHOUT_TRACE),
                Set.of(202, 400, 409));
        requireAnswer(
                new StartReimport(app)
                        .run(FakeRequest.post("syncs/cities/reimport", body), FakeInvocation.WITHOUT_TRACE),
                Set.of(202, 400, 409));
    }

    @Property(tries = TRIES)
    void nothing_that_is_defined_or_unknown_is_forgotten(@ForAll("texts") String name, @ForAll("bodies") String body) {
        for (String sync : Set.of("cities", name)) {
            String path = "syncs/" + encoded(sync) + "/forget";
            String repeated =
                    JsonNodeFactory.instance.objectNode().put("sync", sync).toString();
            requireProblem(
                    new ForgetSync(app).run(FakeRequest.post(path, body), FakeInvocation.WITHOUT_TRACE), Set.of(400));
            requireProblem(
                    new ForgetSync(app).run(FakeRequest.post(path, repeated), FakeInvocation.WITHOUT_TRACE),
                    sync.equals("cities") ? Set.of(409) : Set.of(400, 404));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void requireAnswer(HttpResponseMessage response, Set<Integer> expected) {
        if (response.getStatusCode() >= 400) {
            requireProblem(response, expected);
        } else {
            assertThat(expected).contains(response.getStatusCode());
            assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
            assertThat(Json.parse(response.getBody().toString()).isObject()).isTrue();
        }
    }

    private static void requireProblem(HttpResponseMessage response, Set<Integer> expected) {
        String text = response.getBody().toString();
        assertThat(expected).as(text).contains(response.getStatusCode());
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = Json.parse(text);
        assertThat(problem.path("status").asInt()).isEqualTo(response.getStatusCode());
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(text).doesNotContain("\\tat ").doesNotContain("dev.fides.");
    }
}
