package dev.fides.local.demo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.local.demo.DemoClient;
import dev.fides.local.demo.DemoJson;
import dev.fides.local.demo.host.DemoHost;
import dev.fides.local.demo.host.DemoHostSettings;
import dev.fides.local.demo.target.DemoTarget;
import dev.fides.local.demo.target.DemoTargetSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSyncTest {

    private final Expression mapping = expression("cities.jslt");

    @Test
    void a_row_becomes_a_document_of_another_shape() {
        JsonNode document = map("""
                {"id": 2759794, "name": "Amsterdam", "alternateName": null, "countryCode": "NL",
                 "countryName": "Netherlands", "continent": "EU", "admin1": "07", "featureCode": "PPLC",
                 "population": 741636, "longitude": 4.88969, "latitude": 52.37403,
                 "lastViewedAt": "2026-01-01T00:00:00Z"}
                """);

        assertThat(document).isEqualTo(DemoJson.read("""
                {"externalId": "2759794", "title": "Amsterdam", "names": ["Amsterdam"],
                 "country": {"code": "NL", "name": "Netherlands", "continent": "EU"},
                 "location": {"lat": 52.37403, "lon": 4.88969},
                 "population": {"count": 741636, "band": "100k-1M"}, "capital": true}
                """));
    }

    @Test
    void an_alternate_name_is_one_of_the_names() {
        assertThat(map("{\"id\":1,\"name\":\"A\",\"alternateName\":\"B\"}").get("names"))
                .extracting(JsonNode::asText)
                .containsExactly("A", "B");
    }

    @Test
    void sixteen_places_that_nobody_lives_in_are_not_for_the_target() throws IOException {
        var left = new AtomicInteger();
        try (var host = DemoHost.start(DemoHostSettings.onPort(0))) {
            new DemoReader().mapped(host.uri(), document -> left.addAndGet(document.isEmpty() ? 1 : 0));
        }

        assertThat(left).hasValue(16);
    }

    @Test
    void the_bulk_templates_speak_the_language_of_the_target() throws IOException {
        JsonNode writes = DemoJson.read("""
                [{"op": "upsert", "key": "1", "id": "1", "document": {"n": null, "m": []}},
                 {"op": "upsert", "key": "2", "id": "2", "document": {"n": 2}},
                 {"op": "delete", "key": "3", "id": "3"}]
                """);
        try (var target = DemoTarget.start(DemoTargetSettings.onPort(0))) {
            target.control().refuse("2", 422);
            var lines = new StringBuilder();
            expression("bulk-request.jslt")
                    .apply(writes)
                    .forEach(line -> lines.append(line).append('\n'));
            var client = new DemoClient(target.uri());
            var response = DemoJson.object().put("status", 200);
            response.set("body", client.post("/_bulk", lines.toString()));
            response.set("writes", writes);

            assertThat(expression("bulk-response.jslt").apply(response)).isEqualTo(DemoJson.read("""
                    [{"key": "1", "status": 201},
                     {"key": "2", "status": 422, "error": "The document 2 is refused."},
                     {"key": "3", "status": 404, "error": "There is no document 3."}]
                    """));
            assertThat(client.get("/docs/1").body()).isEqualTo("{\"m\":[],\"n\":null}");
        }
    }

    @Test
    void the_definition_is_written_to_a_folder_over_an_older_one(@TempDir Path folder) throws IOException {
        DemoSync.writeTo(folder.resolve("syncs"));
        DemoSync.writeTo(folder.resolve("syncs"));

        assertThat(folder.resolve("syncs/cities.jslt")).hasContent(DemoSync.read("cities.jslt"));
        try (var files = Files.list(folder.resolve("syncs"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsAll(List.of("cities.yaml", "city-document.schema.json"));
        }
    }

    private JsonNode map(String row) {
        return DemoJson.read(mapping.apply(DemoJson.read(row)).toString());
    }

    private static Expression expression(String file) {
        return Parser.compileString(DemoSync.read(file));
    }
}
