package dev.fides.local.demo.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.demo.DemoClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTargetTest {

    private DemoTarget target;
    private DemoClient client;

    @BeforeEach
    void start() throws IOException {
        var clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        target = DemoTarget.start(new DemoTargetSettings(0, true, clock));
        client = new DemoClient(target.uri());
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @Test
    void documents_are_put_read_and_deleted_by_their_ids() throws IOException {
        assertThat(client.status("PUT", "/docs/a%2Fb", "{\"n\":1}")).isEqualTo(201);
        assertThat(client.status("PUT", "/docs/a%2Fb", "{\"n\":1}")).isEqualTo(200);
        assertThat(client.json("/docs/a%2Fb").get("n").asInt()).isEqualTo(1);
        assertThat(client.status("DELETE", "/docs/a%2Fb", "")).isEqualTo(204);
        assertThat(client.status("DELETE", "/docs/a%2Fb", "")).isEqualTo(404);
        assertThat(client.status("GET", "/docs/a%2Fb", "")).isEqualTo(404);
        assertThat(target.control().counters())
                .containsEntry("created", 1L)
                .containsEntry("updated", 1L)
                .containsEntry("identical", 1L)
                .containsEntry("deleted", 1L)
                .containsEntry("writes", 3L);
    }

    @Test
    void a_bulk_request_gives_each_write_its_own_outcome() throws IOException {
        target.control().refuse("2", 422);
        JsonNode response = client.post("/_bulk", """
                {"index":{"_id":"1"}}
                {"n":1}
                {"index":{"_id":"2"}}
                {"n":2}
                {"delete":{"_id":"3"}}
                {"update":{"_id":"1"}}
                {"doc":{"m":{"k":true}}}
                {"create":{"_id":"1"}}
                {"n":3}
                """);

        assertThat(response.get("errors").asBoolean()).isTrue();
        assertThat(response.get("items"))
                .extracting(item -> item.properties()
                        .iterator()
                        .next()
                        .getValue()
                        .get("status")
                        .asInt())
                .containsExactly(201, 422, 404, 200, 409);
        assertThat(response.at("/items/1/index/error/reason").asText()).isEqualTo("The document 2 is refused.");
        assertThat(client.get("/docs/1").body()).isEqualTo("{\"m\":{\"k\":true},\"n\":1}");
    }

    @Test
    void a_malformed_bulk_request_changes_nothing() throws IOException {
        String firstGood = "{\"index\":{\"_id\":\"1\"}}\n{\"n\":1}\n";

        assertThat(client.status("POST", "/_bulk", firstGood + "{\"index\":{\"_id\":\"2\"}}\n"))
                .isEqualTo(400);
        assertThat(client.status("POST", "/_bulk", firstGood.strip())).isEqualTo(400);
        assertThat(client.status("POST", "/_bulk", firstGood + "{\"index\":{}}\n{}\n"))
                .isEqualTo(400);
        assertThat(target.control().size()).isZero();
    }

    @Test
    void a_bulk_request_may_be_plain_json() throws IOException {
        JsonNode response = client.post("/_bulk.json", """
                {"operations": [
                  {"op": "upsert", "id": "1", "document": {"n": 1}},
                  {"op": "update", "id": "2", "document": {"n": 2}},
                  {"op": "delete", "id": "1"}]}
                """);

        assertThat(response.get("results"))
                .extracting(result -> result.get("status").asInt())
                .containsExactly(201, 404, 200);
    }

    @Test
    void the_service_gives_ids_and_finds_documents_by_external_id() throws IOException {
        String id = client.post("/docs", "{\"externalId\":\"7\",\"n\":1}")
                .get("objectId")
                .asText();

        assertThat(client.status("PATCH", "/docs/" + id, "{\"n\":null,\"m\":2}"))
                .isEqualTo(200);
        JsonNode found = client.json("/docs?externalId=7").get("results");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("objectId").asText()).isEqualTo(id);
        assertThat(found.get(0).get("document").toString()).isEqualTo("{\"externalId\":\"7\",\"m\":2}");
        assertThat(client.json("/docs?externalId=8").get("results")).isEmpty();
        assertThat(client.status("PATCH", "/docs/unknown", "{}")).isEqualTo(404);
        assertThat(target.control().writesOf("7")).isEqualTo(2);
    }

    @Test
    void the_same_idempotency_key_creates_once() throws IOException {
        String body = "{\"externalId\":\"7\"}";
        String first =
                client.send("POST", "/docs", body, "Idempotency-Key", "k").body();
        String second =
                client.send("POST", "/docs", body, "Idempotency-Key", "k").body();

        assertThat(second).isEqualTo(first);
        assertThat(target.control().size()).isEqualTo(1);
    }

    @Test
    void all_documents_are_listed_in_pages() throws IOException {
        for (int id = 1; id <= 5; id++) {
            client.send("PUT", "/docs/" + id, "{\"externalId\":\"" + id + "\"}");
        }
        JsonNode first = client.json("/docs?size=3");
        JsonNode second = client.json("/docs?size=3&after=" + first.get("next").asText());

        assertThat(first.get("total").asInt()).isEqualTo(5);
        assertThat(first.get("items")).hasSize(3);
        assertThat(second.get("items"))
                .extracting(item -> item.get("externalId").asText())
                .containsExactly("4", "5");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void too_many_requests_a_second_are_told_to_wait() throws IOException {
        target.control().limit(2, 7);

        assertThat(client.status("GET", "/docs", "")).isEqualTo(200);
        assertThat(client.status("GET", "/docs", "")).isEqualTo(200);
        var limited = client.get("/docs");

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(target.control().mostRequestsPerSecond()).isEqualTo(3);
        assertThat(client.json("/control/rate").at("/seconds/0/requests").asInt())
                .isEqualTo(3);
    }

    @Test
    void every_nth_write_fails_as_often_as_asked() throws IOException {
        client.send("POST", "/control/fail?every=2&status=503&times=1", "");

        assertThat(client.status("PUT", "/docs/1", "{}")).isEqualTo(201);
        assertThat(client.status("PUT", "/docs/2", "{}")).isEqualTo(503);
        assertThat(client.status("PUT", "/docs/3", "{}")).isEqualTo(201);
        assertThat(client.status("PUT", "/docs/2", "{}")).isEqualTo(201);
    }

    @Test
    void a_lost_answer_leaves_the_write_done() {
        target.control().loseAnswers(1);

        assertThatThrownBy(() -> client.send("PUT", "/docs/1", "{}")).isInstanceOf(IOException.class);
        assertThat(target.control().size()).isEqualTo(1);
    }

    @Test
    void an_outage_and_a_reset_are_complete() throws IOException {
        client.send("PUT", "/docs/1", "{}");
        String digest = target.control().digest();
        client.send("POST", "/control/outage?on=true", "");
        assertThat(client.status("PUT", "/docs/2", "{}")).isEqualTo(503);

        client.send("POST", "/control/reset", "");

        assertThat(client.json("/control/counters").get("documents").asInt()).isZero();
        assertThat(target.control().digest()).isNotEqualTo(digest);
        assertThat(client.status("PUT", "/docs/2", "{}")).isEqualTo(201);
    }

    @Test
    void equal_documents_have_equal_digests_whatever_the_order_of_members() throws IOException {
        client.send("PUT", "/docs/1", "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}");
        String digest = target.control().digest();
        client.send("PUT", "/docs/1", "{\"b\":{\"d\":3,\"c\":2},\"a\":1}");

        assertThat(client.json("/control/digest").get("sha256").asText()).isEqualTo(digest);
    }
}
