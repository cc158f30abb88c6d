package dev.fides.local.functionhost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTriggerTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private RunningHost host;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        host = RunningHost.of(SampleApp.in(folder)
                .http("echo", "ANONYMOUS", "", "POST")
                .http("run", "FUNCTION", "syncs/{sync}/runs/{run}", "GET", "POST")
                .http("newest", "FUNCTION", "syncs/{sync}/runs/newest", "GET")
                .http("page", "FUNCTION", "pages/{number:int}", "GET")
                .http("absent", "FUNCTION", "", "GET")
                .http("fail", "FUNCTION", "", "GET")
                .http("nothing", "FUNCTION", "", "GET")
                .http("hold", "FUNCTION", "", "GET")
                .http("release", "FUNCTION", "", "GET")
                .http("journal", "ANONYMOUS", "", "GET")
                .http("classes", "FUNCTION", ""));
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @Test
    void a_request_reaches_the_function_with_body_headers_and_query() throws Exception {
        HttpResponse<String> response =
                host.post("/api/echo?a=1&b=two%20words&empty=", "{\"x\":1}", "X-Sample", "yes", "traceparent", TRACE);

        JsonNode seen = new ObjectMapper().readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(seen.path("body").asText()).isEqualTo("{\"x\":1}");
        assertThat(seen.path("header").asText()).isEqualTo("yes");
        assertThat(seen.path("query")).isEqualTo(new ObjectMapper().readTree("{\"a\":\"1\",\"b\":\"two words\"}"));
        assertThat(seen.path("uri").asText()).endsWith("/api/echo?a=1&b=two%20words&empty=");
        assertThat(seen.path("function").asText()).isEqualTo("echo");
        assertThat(seen.path("trace").asText()).isEqualTo(TRACE);
        assertThat(seen.path("retries").asInt()).isZero();
    }

    @Test
    void a_request_without_body_is_an_empty_optional_or_null() throws Exception {
        assertThat(host.post("/api/echo", "").body()).contains("\"body\":\"none\"");
        assertThat(host.get("/api/syncs/cities/runs/7").body()).isEqualTo("cities|7|null");
    }

    @Test
    void route_parameters_are_decoded_and_bound_by_name() throws Exception {
        assertThat(host.get("/api/syncs/a%20b/runs/r+1").body()).isEqualTo("a b|r+1|null");
        assertThat(host.get("/api/pages/41").body()).isEqualTo("page 42");
    }

    @Test
    void a_literal_route_wins_over_a_parameter() throws Exception {
        assertThat(host.get("/api/syncs/cities/runs/newest").body()).isEqualTo("literal");
    }

    @Test
    void a_value_that_breaks_its_route_constraint_is_not_found() throws Exception {
        assertThat(host.get("/api/pages/one").statusCode()).isEqualTo(404);
    }

    @Test
    void a_known_route_with_another_method_is_not_found() throws Exception {
        assertThat(host.get("/api/echo").statusCode()).isEqualTo(404);
        assertThat(host.get("/api/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void head_is_a_method_of_its_own_that_a_function_has_to_name() throws Exception {
        assertThat(head("/api/journal").statusCode()).isEqualTo(404);
        assertThat(head("/api/classes").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> head(String path) throws Exception {
        return host.send(host.request(path).method("HEAD", BodyPublishers.noBody()));
    }

    @Test
    void an_exception_is_answered_with_500_and_nothing_else() throws Exception {
        HttpResponse<String> response = host.get("/api/fail");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void metadata_that_is_absent_fails_the_invocation() throws Exception {
        assertThat(host.get("/api/absent").statusCode()).isEqualTo(500);
    }

    @Test
    void metadata_may_come_from_the_query() throws Exception {
        assertThat(host.get("/api/absent?nothing=something").body()).isEqualTo("something");
    }

    @Test
    void a_void_function_is_answered_with_204() throws Exception {
        assertThat(host.get("/api/nothing").statusCode()).isEqualTo(204);
    }

    @Test
    void a_name_that_the_caller_spelled_first_is_not_found_by_another_spelling() throws Exception {
        String path = "/api/syncs/cities/runs/7";

        assertThat(host.post(path, "{\"Sync\":\"other\"}").statusCode()).isEqualTo(500);
        assertThat(host.get(path + "?SYNC=other").statusCode()).isEqualTo(500);
        assertThat(host.post(path + "?sync=other&run=8", "{\"sync\":\"other\",\"Run\":[8]}")
                        .body())
                .startsWith("cities|7|");
    }

    @Test
    void a_body_is_read_as_utf_8_without_a_byte_order_mark_whatever_its_charset() throws Exception {
        byte[] utf8 = "\uFEFF\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] latin1 = "\u00e9".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(body(utf8, "text/plain")).isEqualTo("\u00e9");
        assertThat(body(latin1, "text/plain; charset=iso-8859-1")).isEqualTo("\uFFFD");
        assertThat(body(utf8, "application/octet-stream")).isEqualTo("\uFEFF\u00e9");
    }

    private String body(byte[] sent, String contentType) throws Exception {
        HttpResponse<String> response = host.send(
                host.request("/api/echo").header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(sent)));
        return new ObjectMapper().readTree(response.body()).path("body").asText();
    }

    @Test
    void a_body_in_chunks_arrives_empty() throws Exception {
        HttpResponse<String> response = host.send(host.request("/api/echo")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{\"x\":1}".getBytes(UTF_8)))));

        assertThat(response.body()).contains("\"body\":\"none\"");
    }

    @Test
    void repeated_headers_and_query_members_are_joined_by_commas() throws Exception {
        HttpResponse<String> response = host.post("/api/echo?a=1&a=2&a=", "", "X-Sample", "one", "X-Sample", "two");

        assertThat(response.body()).contains("\"a\":\"1,2\"", "\"header\":\"one,two\"");
    }

    @Test
    void a_body_above_100_megabytes_ends_in_500() throws Exception {
        String head = "POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                .formatted(100L * 1024 * 1024 + 1);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), host.host().port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 500".length());

            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 500");
        }
    }

    @Test
    void requests_are_served_while_another_one_runs() throws Exception {
        CompletableFuture<HttpResponse<String>> held = host.sendAsync(host.request("/api/hold"));
        host.awaitJournal(lines -> lines.contains("holding"));

        host.get("/api/release");

        assertThat(held.join().body()).isEqualTo("released");
    }

    @Test
    void the_app_sees_its_own_classes_and_none_of_the_host() throws Exception {
        JsonNode seen = new ObjectMapper().readTree(host.get("/api/classes").body());

        assertThat(seen)
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"context\":true,\"host\":false,\"jackson\":false,\"logging\":false}"));
    }
}
