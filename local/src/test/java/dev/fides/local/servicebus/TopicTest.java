package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.Conditions.eventually;
import static dev.fides.local.servicebus.QueueBuilder.queue;
import static dev.fides.local.servicebus.SdkFixture.body;
import static dev.fides.local.servicebus.SdkFixture.inSession;
import static dev.fides.local.servicebus.SdkFixture.message;
import static dev.fides.local.servicebus.SdkFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.fides.local.servicebus.broker.QueueCounts;
import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.config.TopicConfig;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicTest {
    private static SdkFixture bus;

    @BeforeAll
    static void start() {
        TopicConfig news = new TopicConfig(
                "news",
                Duration.ofMinutes(5),
                Optional.of(Duration.ofMinutes(1)),
                List.of(
                        queue("all").build(),
                        queue("dead").deadLetteringExpired().build()));
        TopicConfig lanes = new TopicConfig(
                "lanes",
                Duration.ofHours(1),
                Optional.empty(),
                List.of(queue("ordered").withSessions().build()));
        bus = SdkFixture.with(new NamespaceConfig(List.of(), List.of(news, lanes)));
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void every_subscription_gets_every_message_once_and_at_its_time() {
        try (ServiceBusSenderClient sender =
                bus.builder().sender().topicName("news").buildClient()) {
            OffsetDateTime due = OffsetDateTime.now(bus.clock()).plusMinutes(3);
            sender.sendMessage(message("now").setMessageId("1"));
            sender.sendMessage(message("double").setMessageId("1"));
            sender.scheduleMessage(message("later"), due);
            sender.cancelScheduledMessage(sender.scheduleMessage(message("never"), due));
        }
        assertThat(bus.endpoint().counts()).extracting(QueueCounts::active).containsExactly(1, 1, 0);

        bus.clock().advance(Duration.ofMinutes(4));
        try (ServiceBusReceiverClient all = bus.builder()
                .receiver()
                .topicName("news")
                .subscriptionName("all")
                .buildClient()) {
            assertThat(receive(all, 2)).extracting(SdkFixture::body).containsExactly("now", "later");
        }
        bus.clock().advance(Duration.ofMinutes(2));
        eventually(
                "the first has outlived what the topic allows",
                () -> bus.counts("news/Subscriptions/dead").deadLettered() == 1);
    }

    @Test
    void a_subscription_can_have_sessions() {
        try (ServiceBusSenderClient sender =
                bus.builder().sender().topicName("lanes").buildClient()) {
            sender.sendMessage(inSession("s", "in a lane"));
        }
        try (var sessions = bus.builder()
                        .sessionReceiver()
                        .topicName("lanes")
                        .subscriptionName("ordered")
                        .buildClient();
                ServiceBusReceiverClient session = sessions.acceptNextSession()) {
            assertThat(body(receive(session))).isEqualTo("in a lane");
        }
    }
}
