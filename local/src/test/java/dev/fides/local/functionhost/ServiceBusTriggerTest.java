package dev.fides.local.functionhost;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.config.QueueConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceBusTriggerTest {
    private static final NamespaceConfig QUEUES =
            new NamespaceConfig(List.of(queue("plain", false), queue("lanes", true)), List.of());

    private ServiceBusEndpoint bus;
    private SampleApp app;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        bus = ServiceBusEndpoint.start(ServiceBusSettings.of(0, QUEUES));
        app = SampleApp.in(folder)
                .queue("plain", "plain", false)
                .queue("lane", "%LANES%", true)
                .http("journal", "ANONYMOUS", "", "GET");
    }

    @AfterEach
    void stop() {
        bus.close();
    }

    @Test
    void a_message_runs_its_function_with_metadata_and_is_completed() throws Exception {
        try (RunningHost host = host(bus.connectionString())) {
            send("plain", new ServiceBusMessage("hello").setMessageId("m1"));

            assertThat(host.awaitJournal(lines -> !lines.isEmpty()))
                    .singleElement()
                    .asString()
                    .matches("plain hello m1 1 \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\" \\{}");
            send("plain", new ServiceBusMessage("{\"messageid\":\"of the body\"}").setMessageId("m2"));
            assertThat(host.awaitJournal(lines -> lines.size() == 2).get(1))
                    .startsWith("plain {\"messageid\":\"of the body\"} of the body 1 ");
            awaitEmpty(host, "plain");
        }
    }

    @Test
    void an_exception_abandons_the_message_at_once_and_burns_a_delivery() throws Exception {
        try (RunningHost host = host(bus.connectionString())) {
            send("plain", new ServiceBusMessage("fail twice").setMessageId("m1"));

            List<String> lines = host.awaitJournal(seen -> seen.size() == 3);

            assertThat(lines).extracting(line -> line.split(" ", -1)[4]).containsExactly("1", "2", "3");
            awaitEmpty(host, "plain");
        }
    }

    @Test
    void messages_of_a_session_come_in_order() throws Exception {
        try (RunningHost host = host(bus.connectionString())) {
            for (int i = 0; i < 20; i++) {
                send("lanes", new ServiceBusMessage("n" + i).setSessionId("lane/" + i % 5));
            }

            List<String> lines = host.awaitJournal(seen -> seen.size() == 20);

            assertThat(lines.stream().filter(line -> line.startsWith("lane lane/2 ")))
                    .containsExactly(IntStream.of(2, 7, 12, 17)
                            .mapToObj("lane lane/2 n%d true"::formatted)
                            .toArray(String[]::new));
        }
    }

    @Test
    void the_host_starts_without_service_bus_and_listens_as_soon_as_it_is_there() throws Exception {
        String connection = bus.connectionString();
        int port = bus.port();
        bus.close();
        try (RunningHost host = host(connection)) {
            assertThat(host.get("/api/journal").statusCode()).isEqualTo(200);

            bus = ServiceBusEndpoint.start(ServiceBusSettings.of(port, QUEUES));
            send("plain", new ServiceBusMessage("late").setMessageId("m1"));

            host.awaitJournal(lines -> lines.size() == 1);
        }
    }

    @Test
    void the_host_listens_again_after_service_bus_was_away() throws Exception {
        try (RunningHost host = host(bus.connectionString())) {
            send("lanes", new ServiceBusMessage("before").setSessionId("s"));
            host.awaitJournal(lines -> lines.size() == 1);
            int port = bus.port();

            bus.close();
            bus = ServiceBusEndpoint.start(ServiceBusSettings.of(port, QUEUES));
            send("plain", new ServiceBusMessage("after").setMessageId("m1"));
            send("lanes", new ServiceBusMessage("after").setSessionId("s"));

            host.awaitJournal(lines -> lines.size() == 3);
        }
    }

    @Test
    void an_operator_runs_a_queue_function_with_a_body_of_his_own() throws Exception {
        try (RunningHost host = host(bus.connectionString())) {
            host.post("/admin/functions/lane", "{\"input\":\"x\"}");
            host.post("/admin/functions/plain", "{\"input\":\"x\"}");

            // The lane function asks for a session id, which a run without a message does not have.
            assertThat(host.awaitJournal(lines -> !lines.isEmpty())).hasSize(1);
        }
    }

    private RunningHost host(String connection) {
        return RunningHost.of(app, Map.of("ServiceBus", connection, "LANES", "lanes"));
    }

    private void send(String queue, ServiceBusMessage message) {
        try (ServiceBusSenderClient sender = new ServiceBusClientBuilder()
                .connectionString(bus.connectionString())
                .sender()
                .queueName(queue)
                .buildClient()) {
            sender.sendMessage(message);
        }
    }

    private void awaitEmpty(RunningHost host, String queue) throws Exception {
        Predicate<List<String>> empty = ignored -> bus.counts(queue).total() == 0;
        host.awaitJournal(empty);
    }

    private static QueueConfig queue(String name, boolean sessions) {
        return new QueueConfig(
                name,
                sessions,
                Duration.ofMinutes(1),
                10,
                Duration.ofHours(1),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
