package dev.fides.local.demo.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.demo.DemoJson;
import dev.fides.local.demo.DemoServer;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudEventSenderTest {

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private DemoServer webhook;
    private DemoHost host;
    private URI url;

    @BeforeEach
    void start() throws IOException {
        webhook = DemoServer.start("webhook", 0, request -> {
            received.add(DemoJson.read(request.text()));
            return Optional.of(ServerResponse.empty(202));
        });
        url = URI.create(webhook.uri() + "/api/events/cities");
        host = DemoHost.start(DemoHostSettings.onPort(0));
    }

    @AfterEach
    void stop() {
        host.close();
        webhook.close();
    }

    @Test
    void each_change_is_an_event_that_names_its_record() throws Exception {
        host.control().sendEvents(url);

        host.control().change(List.of(10_570L), "population");
        JsonNode updated = next();
        host.control().delete(List.of(10_570L));
        JsonNode deleted = next();

        assertThat(updated.get("type").asText()).isEqualTo("city.updated");
        assertThat(updated.get("specversion").asText()).isEqualTo("1.0");
        assertThat(updated.get("data").get("id").asLong()).isEqualTo(10_570);
        assertThat(deleted.get("type").asText()).isEqualTo("city.deleted");
    }

    @Test
    void events_can_be_doubled() throws Exception {
        host.control().sendEvents(url, Duration.ZERO, 0, 100, true);

        long id = host.control().add(1).get(0);

        JsonNode first = next();
        assertThat(first.get("data").get("id").asLong()).isEqualTo(id);
        assertThat(next()).isEqualTo(first);
    }

    @Test
    void events_can_be_lost_or_switched_off() throws Exception {
        host.control().sendEvents(url, Duration.ZERO, 100, 0, false);
        host.control().change(3);
        host.control().sendNoEvents();
        host.control().change(3);
        host.control().sendEvents(url);
        long last = host.control().add(1).get(0);

        assertThat(next().get("data").get("id").asLong()).isEqualTo(last);
        assertThat(host.control().counters()).containsEntry("events.lost", 3L);
    }

    private JsonNode next() throws InterruptedException {
        JsonNode event = received.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event within 10 s").isNotNull();
        return event;
    }
}
