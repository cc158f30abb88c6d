package dev.fides.local.demo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.DemoClient;
import dev.fides.local.demo.DemoJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoHostTest {

    private DemoHost host;
    private DemoClient client;

    @BeforeEach
    void start() throws IOException {
        host = DemoHost.start(DemoHostSettings.onPort(0));
        client = new DemoClient(host.uri());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void following_the_links_reads_every_city_once() {
        Set<Long> ids = new HashSet<>();
        String link = "/cities?$orderby=id";
        int pages = 0;
        while (!link.isEmpty()) {
            JsonNode page = client.json(link);
            page.get("value").forEach(city -> ids.add(city.get("id").asLong()));
            link = page.path("@odata.nextLink").asText();
            pages++;
        }

        assertThat(ids).hasSize(24_323);
        assertThat(pages).isEqualTo(25);
        assertThat(client.json("/cities?$top=1").get("@odata.count").asInt()).isEqualTo(24_323);
        assertThat(host.control().counters()).containsEntry("list", 26L);
    }

    @Test
    void a_host_of_fewer_records_offers_the_first_ones_also_after_a_reset() throws IOException {
        try (DemoHost small = DemoHost.start(DemoHostSettings.onPort(0).withRecords(3))) {
            var reader = new DemoClient(small.uri());
            small.control().delete(1);
            small.control().reset();

            assertThat(reader.json("/cities").get("value")).hasSize(3);
            assertThat(reader.json("/cities").get("@odata.count").asInt()).isEqualTo(3);
            assertThat(reader.json("/cities").at("/value/0/id"))
                    .isEqualTo(client.json("/cities?$top=1").at("/value/0/id"));
        }
    }

    @Test
    void one_city_reads_as_in_the_listing_but_for_the_time_it_was_viewed() {
        JsonNode listed = client.json("/cities?$top=1").get("value").get(0);
        JsonNode read = client.json("/cities/10570");

        assertThat(listed.get("name").asText()).isEqualTo("Alvand");
        assertThat(read.get("lastViewedAt")).isNotEqualTo(listed.get("lastViewedAt"));
        ((ObjectNode) read).remove("lastViewedAt");
        ((ObjectNode) listed).remove("lastViewedAt");
        assertThat(read).isEqualTo(listed);
    }

    @Test
    void several_cities_are_read_at_once_and_those_gone_are_left_out() {
        JsonNode many = client.json("/cities?ids=10570,999,14256").get("value");

        assertThat(many).extracting(city -> city.get("id").asLong()).containsExactlyInAnyOrder(10_570L, 14_256L);
    }

    @Test
    void cities_are_created_updated_and_deleted() throws IOException {
        long id = client.post("/cities", "{\"name\":\"A\"}").get("id").asLong();

        assertThat(client.json("/cities/" + id).get("name").asText()).isEqualTo("A");
        assertThat(client.status("PUT", "/cities/" + id, "{\"name\":\"B\"}")).isEqualTo(200);
        assertThat(client.json("/cities/" + id).get("name").asText()).isEqualTo("B");
        assertThat(client.status("DELETE", "/cities/" + id, "")).isEqualTo(204);
        assertThat(client.status("GET", "/cities/" + id, "")).isEqualTo(404);
        assertThat(client.status("DELETE", "/cities/" + id, "")).isEqualTo(404);
        assertThat(client.status("PUT", "/cities/" + id, "{}")).isEqualTo(404);
        assertThat(client.status("POST", "/cities", "{\"id\":10570}")).isEqualTo(409);
    }

    @Test
    void bad_requests_are_told_what_is_wrong() throws IOException {
        assertThat(client.get("/cities/x").body()).contains("The id of a city is a number, not 'x'.");
        assertThat(client.status("GET", "/cities?$orderby=name", "")).isEqualTo(400);
        assertThat(client.status("GET", "/cities?$skiptoken=zzz", "")).isEqualTo(400);
        assertThat(client.status("GET", "/cities?$top=0", "")).isEqualTo(400);
        assertThat(client.status("POST", "/cities", "{")).isEqualTo(400);
        assertThat(client.status("GET", "/towns", "")).isEqualTo(404);
        assertThat(client.status("POST", "/control/break?page=1&how=oddly", "")).isEqualTo(400);
    }

    @Test
    void control_calls_change_add_and_delete_and_say_which() throws IOException {
        JsonNode changed = client.post("/control/change?count=5", "").get("keys");
        long first = changed.get(0).asLong();
        JsonNode added = client.post("/control/add?count=2", "").get("keys");
        JsonNode deleted = client.post("/control/delete?keys=" + first, "").get("keys");

        assertThat(changed).hasSize(5);
        assertThat(client.status("GET", "/cities/" + added.get(1).asLong(), "")).isEqualTo(200);
        assertThat(deleted.get(0).asLong()).isEqualTo(first);
        assertThat(host.control().size()).isEqualTo(24_324);
    }

    @Test
    void a_changed_city_differs_in_the_member_asked_for() {
        JsonNode before = client.json("/cities/10570");
        host.control().change(List.of(10_570L), "admin1");
        JsonNode after = client.json("/cities/10570");

        assertThat(after.get("admin1")).isNotEqualTo(before.get("admin1"));
        assertThat(after.get("population")).isEqualTo(before.get("population"));
    }

    @Test
    void a_page_is_broken_as_asked_and_heals() throws IOException {
        String page2 = client.json("/cities?$top=10").get("@odata.nextLink").asText();

        host.control().breakPage(2, "status-500", 1);
        assertThat(client.status("GET", page2, "")).isEqualTo(500);
        host.control().breakPage(2, "bad-json", 1);
        String body = client.get(page2).body();
        assertThatThrownBy(() -> DemoJson.read(body)).isInstanceOf(IllegalArgumentException.class);
        host.control().breakPage(2, "no-array", 1);
        assertThat(client.json(page2).has("value")).isFalse();
        host.control().breakPage(2, "repeated-cursor", 1);
        assertThat(client.json(page2).get("@odata.nextLink").asText()).isEqualTo(page2);
        host.control().breakPage(2, "short-listing", 1);
        assertThat(client.json(page2).has("@odata.nextLink")).isFalse();
        assertThat(client.json(page2).get("value")).hasSize(10);
    }

    @Test
    void an_outage_lasts_until_it_is_switched_off() throws IOException {
        client.send("POST", "/control/outage?on=true", "");
        assertThat(client.status("GET", "/cities/10570", "")).isEqualTo(503);
        client.send("POST", "/control/outage?on=false", "");
        assertThat(client.status("GET", "/cities/10570", "")).isEqualTo(200);
    }

    @Test
    void a_reset_restores_the_shipped_cities() throws IOException {
        host.control().delete(100);
        host.control().multiply(2);
        host.control().outage(true);

        client.send("POST", "/control/reset", "");

        assertThat(host.control().size()).isEqualTo(24_323);
        assertThat(client.json("/control/counters").get("calls")).isEmpty();
        assertThat(client.status("GET", "/cities/10570", "")).isEqualTo(200);
    }

    @Test
    void a_taken_port_is_named() {
        int port = host.uri().getPort();

        assertThatThrownBy(() -> DemoHost.start(DemoHostSettings.onPort(port)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Port " + port + " of the demo host is taken");
    }
}
