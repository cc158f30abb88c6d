package dev.fides.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpResponseMessage;
import dev.fides.json.Json;
import dev.fides.model.ConflictException;
import dev.fides.model.InvalidCursorException;
import dev.fides.model.RetryableException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallTest {

    private static final FakeRequest REQUEST = FakeRequest.get("syncs");

    @Test
    void an_answer_becomes_a_response_with_its_headers_and_its_body() {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("run", "r1");

        HttpResponseMessage response =
                HttpCall.answer(REQUEST, call -> Answer.accepted(call.address("syncs/a/runs/r1"), body));

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeader("Location")).isEqualTo("https://app.example/api/syncs/a/runs/r1");
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(json(response)).isEqualTo(body);
    }

    @Test
    void no_cache_keeps_an_answer_and_no_browser_guesses_its_type() {
        for (Function<HttpCall, Answer> handler :
                List.<Function<HttpCall, Answer>>of(call -> Answer.ok(JsonNodeFactory.instance.objectNode()), call -> {
                    throw ProblemException.notFound("nothing");
                })) {
            HttpResponseMessage response = HttpCall.answer(REQUEST, handler);
            assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
            assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x-ms-client-principal-name, ada@example.org, true, ada@example.org",
        "x-ms-client-principal-name, ada@example.org, True, ada@example.org",
        "x-ms-client-principal-name, ada@example.org, false, api",
        "x-ms-client-principal-name, ada@example.org, , api",
        "x-ms-client-principal-name, ' ', true, api",
        "x-functions-key, secret, , a function key",
        "x-functions-key, secret, true, a function key",
        "accept, text/html, true, api",
    })
    void a_name_counts_only_where_the_platform_vouches_for_it(String header, String value, String on, String name) {
        Principals principals = new Principals(variable -> {
            assertThat(variable).isEqualTo("WEBSITE_AUTH_ENABLED");
            return Optional.ofNullable(on);
        });
        HttpCall.answer(REQUEST.withHeader(header, value), call -> {
            assertThat(principals.name(call)).isEqualTo(name);
            return Answer.ok(JsonNodeFactory.instance.objectNode());
        });
    }

    @Test
    void a_problem_becomes_a_problem_document() {
        HttpResponseMessage response = failing(ProblemException.notFound("there is no sync named x"));

        requireProblem(response, 404, "there is no sync named x");
        assertThat(json(response).path("title").asText()).isEqualTo("Not found");
        assertThat(json(response).path("type").asText()).isEqualTo("about:blank");
    }

    @Test
    void a_lost_race_is_a_409() {
        requireProblem(failing(new ConflictException("the run was written by others")), 409, "by others");
    }

    @Test
    void a_cursor_that_nobody_gave_is_a_400() {
        requireProblem(failing(new InvalidCursorException("x".repeat(5_000), null)), 400, "cursor");
    }

    @Test
    void what_may_work_later_is_a_503_that_says_when() {
        HttpResponseMessage response = failing(new RetryableException("Cosmos DB does not answer", null));

        requireProblem(response, 503, "Cosmos DB does not answer");
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void an_unforeseen_fault_is_a_500_without_its_details() {
        HttpResponseMessage response = failing(new IllegalStateException("secret detail"));

        requireProblem(response, 500, "logs");
        assertThat(response.getBody().toString()).doesNotContain("secret").doesNotContain("IllegalState");
    }

    @Test
    void an_empty_body_is_an_empty_object() {
        assertThat(body(REQUEST)).isEqualTo("{}");
        assertThat(body(REQUEST.withBody(" \n"))).isEqualTo("{}");
    }

    @Test
    void a_body_that_was_announced_and_did_not_arrive_is_a_411() {
        FakeRequest chunked = REQUEST.withHeader("transfer-encoding", "chunked");

        requireProblem(answerBody(chunked), 411, "Content-Length");
        requireProblem(HttpCall.answer(chunked, call -> Answer.ok(text(call.rawBody()))), 411, "Content-Length");
        assertThat(body(chunked.withBody("{\"a\":1}"))).isEqualTo("{\"a\":1}");
    }

    @Test
    void route_values_are_parts_of_the_path() {
        FakeRequest request = new FakeRequest(
                HttpMethod.GET,
                URI.create("https://app.example/API/Syncs/a%20b+c%2Fd/runs?sync=other"),
                Map.of(),
                Map.of("sync", "other"),
                Optional.of("{\"sync\":\"other\"}"));

        assertThat(HttpCall.answer(request, call -> Answer.ok(text(call.part(1))))
                        .getBody())
                .isEqualTo("\"a b+c%2Fd\"");
        requireProblem(HttpCall.answer(request, call -> Answer.ok(text(call.part(3)))), 404, "runs");
    }

    @Test
    void a_body_that_is_no_object_is_a_400() {
        requireProblem(answerBody(REQUEST.withBody("[1]")), 400, "object");
        requireProblem(answerBody(REQUEST.withBody("{\"a\":")), 400, "no JSON");
        requireProblem(answerBody(REQUEST.withBody("{} {}")), 400, "no JSON");
    }

    @Test
    void a_body_that_is_too_large_is_a_413() {
        requireProblem(answerBody(REQUEST.withBody(" ".repeat(1024 * 1024 + 1))), 413, "characters");
    }

    @Test
    void a_query_parameter_that_is_missing_or_empty_is_a_400() {
        Function<HttpCall, Answer> handler = call -> Answer.ok(text(call.requiredQuery("key")));

        requireProblem(HttpCall.answer(REQUEST, handler), 400, "key");
        requireProblem(HttpCall.answer(REQUEST.withQuery("key", ""), handler), 400, "key");
        assertThat(HttpCall.answer(REQUEST.withQuery("key", " a/b "), handler).getBody())
                .isEqualTo("\" a/b \"");
    }

    @Test
    void a_header_is_found_whatever_its_case() {
        FakeRequest request = REQUEST.withHeader("webhook-request-origin", "example.com");

        assertThat(HttpCall.answer(
                                request,
                                call -> Answer.ok(text(
                                        call.header("WebHook-Request-Origin").orElse(""))))
                        .getBody())
                .isEqualTo("\"example.com\"");
    }

    private static HttpResponseMessage failing(RuntimeException fault) {
        return HttpCall.answer(REQUEST, call -> {
            throw fault;
        });
    }

    private static HttpResponseMessage answerBody(FakeRequest request) {
        return HttpCall.answer(request, call -> Answer.ok(call.body()));
    }

    private static Object body(FakeRequest request) {
        return answerBody(request).getBody();
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static JsonNode json(HttpResponseMessage response) {
        return Json.parse(response.getBody().toString());
    }

    private static void requireProblem(HttpResponseMessage response, int status, String detail) {
        assertThat(response.getStatusCode()).isEqualTo(status);
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(response).path("status").asInt()).isEqualTo(status);
        assertThat(json(response).path("detail").asText()).contains(detail);
    }
}
