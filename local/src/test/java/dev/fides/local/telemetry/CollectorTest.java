package dev.fides.local.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CollectorTest {

    private static final String ITEMS = """
            {"name":"Metric","tags":{"ai.cloud.role":"fides"},"data":{"baseType":"MetricData","baseData":{"metrics":[{"name":"fides.backlog","value":3}],"properties":{"sync":"cities"}}}}
            {"name":"Request","tags":{"ai.cloud.role":"fides"},"data":{"baseType":"RequestData","baseData":{"name":"step","properties":{"run":"r1"}}}}
            {"name":"Message","tags":{},"data":{"baseType":"MessageData","baseData":{"message":"run ended: x","properties":{"key":"a"}}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void zipped_lines_are_accepted_summed_up_and_written_to_the_file() throws Exception {
        Path file = folder.resolve("caught").resolve("telemetry.jsonl");
        try (Collector collector = Collector.start(new CollectorSettings(0, Optional.of(file)))) {
            JsonNode answer = post(collector, ITEMS);

            assertThat(answer.path("itemsReceived").asInt()).isEqualTo(3);
            assertThat(answer.path("itemsAccepted").asInt()).isEqualTo(3);
            assertThat(answer.path("errors").isArray()).isTrue();
            JsonNode summary = get(collector, "/summary");
            assertThat(summary.at("/metrics/fides.backlog/0").asText()).isEqualTo("sync");
            assertThat(summary.at("/operations/step/0").asText()).isEqualTo("run");
            assertThat(summary.at("/logAttributes/0").asText()).isEqualTo("key");
            assertThat(summary.at("/roles/0").asText()).isEqualTo("fides");
            assertThat(Files.readAllLines(file)).hasSize(3);
        }
    }

    @Test
    void a_line_that_is_no_JSON_is_not_accepted() throws Exception {
        try (Collector collector = Collector.start(CollectorSettings.inMemory())) {
            assertThat(post(collector, "{\n").path("itemsAccepted").asInt()).isZero();
            assertThat(collector.summary().faults()).hasSize(1);
        }
    }

    private static JsonNode post(Collector collector, String text) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return send(HttpRequest.newBuilder(address(collector, "/v2.1/track"))
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build());
    }

    private static JsonNode get(Collector collector, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(collector, path)).build());
    }

    private static URI address(Collector collector, String path) {
        return URI.create("http://localhost:" + collector.port() + path);
    }

    private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }
}
