package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.Conditions.eventually;
import static dev.fides.local.servicebus.QueueBuilder.queue;
import static dev.fides.local.servicebus.SdkFixture.inSession;
import static dev.fides.local.servicebus.SdkFixture.message;
import static dev.fides.local.servicebus.SdkFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectionLossTest {
    private static SdkFixture bus;

    @BeforeAll
    static void start() {
        bus = SdkFixture.with(
                queue("held"),
                queue("processed"),
                queue("async"),
                queue("sessions").withSessions());
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void a_message_held_by_a_lost_connection_comes_again_when_its_lock_ends() {
        bus.send("held", message("1"));
        ServiceBusReceiverClient receiver = bus.receiver("held");
        receive(receiver);

        bus.endpoint().dropConnections();
        assertThat(bus.counts("held").locked()).isEqualTo(1);
        bus.clock().advance(Duration.ofSeconds(61));

        assertThat(receive(receiver).getDeliveryCount()).isEqualTo(1);
    }

    @Test
    void a_processor_goes_on_after_its_connection_was_cut() {
        Set<String> done = ConcurrentHashMap.newKeySet();
        AtomicInteger cuts = new AtomicInteger();
        ServiceBusProcessorClient processor = bus.newBuilder()
                .processor()
                .queueName("processed")
                .maxConcurrentCalls(2)
                .processMessage(context -> {
                    if (done.size() == 5 && cuts.getAndIncrement() == 0) {
                        bus.endpoint().dropConnections();
                    }
                    done.add(context.getMessage().getBody().toString());
                })
                .processError(context -> {})
                .buildProcessorClient();
        processor.start();
        for (int i = 0; i < 20; i++) {
            bus.send("processed", message("m" + i));
        }

        eventually("all but those in flight at the cut are done", () -> done.size() >= 18);
        bus.clock().advance(Duration.ofSeconds(61));
        eventually("all are done", () -> bus.counts("processed").total() == 0);
        processor.close();

        assertThat(done).hasSize(20);
    }

    @Test
    void an_asynchronous_receiver_goes_on_after_its_connection_was_cut() {
        Set<String> received = ConcurrentHashMap.newKeySet();
        try (ServiceBusReceiverAsyncClient receiver = bus.newBuilder()
                .receiver()
                .queueName("async")
                .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                .buildAsyncClient()) {
            var subscription = receiver.receiveMessages().subscribe(m -> received.add(SdkFixture.body(m)));
            bus.send("async", message("before"));
            eventually("the first has come", () -> received.contains("before"));
            bus.endpoint().dropConnections();
            bus.send("async", message("after"));
            eventually("the second has come", () -> received.contains("after"));
            subscription.dispose();
        }
    }

    @Test
    void a_session_held_by_a_lost_connection_is_free_at_once() {
        List<String> sent = IntStream.range(0, 5).mapToObj(i -> "s" + i).toList();
        sent.forEach(body -> bus.send("sessions", inSession("lane", body)));
        ServiceBusReceiverClient holder = bus.sessions("sessions").acceptSession("lane");
        receive(holder, 2);

        bus.endpoint().dropConnections();

        try (var others =
                        bus.newBuilder().sessionReceiver().queueName("sessions").buildClient();
                ServiceBusReceiverClient next = others.acceptNextSession()) {
            assertThat(receive(next, 5)).extracting(SdkFixture::body).containsExactlyElementsOf(sent);
        }
        holder.close();
    }
}
