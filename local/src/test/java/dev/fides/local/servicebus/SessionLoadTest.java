package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.Conditions.eventually;
import static dev.fides.local.servicebus.QueueBuilder.queue;
import static dev.fides.local.servicebus.SdkFixture.inSession;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionLoadTest {
    private static final int SESSIONS = 16;
    private static final int MESSAGES_PER_SESSION = 250;

    private final Map<String, Queue<String>> received = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    @Test
    void thousands_of_messages_in_sixteen_sessions_arrive_once_and_in_the_order_of_their_session() {
        try (SdkFixture bus = SdkFixture.with(queue("lanes").withSessions())) {
            // Half as many lanes at a time as there are sessions, so that they have to take turns.
            ServiceBusProcessorClient processor = bus.newBuilder()
                    .sessionProcessor()
                    .queueName("lanes")
                    .maxConcurrentSessions(SESSIONS / 2)
                    .maxConcurrentCalls(1)
                    .sessionIdleTimeout(Duration.ofMillis(300))
                    .processMessage(context -> take(context.getMessage()))
                    .processError(context -> {})
                    .buildProcessorClient();
            processor.start();
            sendAll(bus.sender("lanes"));

            eventually("all have been received", () -> count.get() >= SESSIONS * MESSAGES_PER_SESSION);
            eventually("all have been completed", () -> bus.counts("lanes").total() == 0);
            processor.close();
        }
        List<String> inOrder =
                IntStream.range(0, MESSAGES_PER_SESSION).mapToObj(i -> "m" + i).toList();
        assertThat(received).hasSize(SESSIONS);
        received.values().forEach(bodies -> assertThat(bodies).containsExactlyElementsOf(inOrder));
    }

    private void take(ServiceBusReceivedMessage message) {
        received.computeIfAbsent(message.getSessionId(), ignored -> new ConcurrentLinkedQueue<>())
                .add(SdkFixture.body(message));
        count.incrementAndGet();
    }

    private static void sendAll(ServiceBusSenderClient sender) {
        for (int i = 0; i < MESSAGES_PER_SESSION; i++) {
            List<ServiceBusMessage> row = new ArrayList<>();
            for (int session = 0; session < SESSIONS; session++) {
                row.add(inSession("s" + session, "m" + i));
            }
            sender.sendMessages(row);
        }
    }
}
