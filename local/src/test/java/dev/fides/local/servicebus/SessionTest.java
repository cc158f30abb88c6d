package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.QueueBuilder.queue;
import static dev.fides.local.servicebus.SdkFixture.body;
import static dev.fides.local.servicebus.SdkFixture.inSession;
import static dev.fides.local.servicebus.SdkFixture.message;
import static dev.fides.local.servicebus.SdkFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static SdkFixture bus;

    @BeforeAll
    static void start() {
        bus = SdkFixture.with(
                queue("named").withSessions(),
                queue("next").withSessions(),
                queue("taken").withSessions(),
                queue("state").withSessions(),
                queue("renewing").withSessions(),
                queue("lost").withSessions(),
                queue("closed").withSessions(),
                queue("deferring").withSessions(),
                queue("fair").withSessions(),
                queue("empty").withSessions(),
                queue("strict").withSessions(),
                queue("plain"));
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void a_named_session_gives_its_own_messages_in_order() {
        bus.send("named", inSession("a", "a1"), inSession("b", "b1"), inSession("a", "a2"));

        try (ServiceBusReceiverClient a = bus.sessions("named").acceptSession("a")) {
            assertThat(receive(a, 2)).extracting(SdkFixture::body).containsExactly("a1", "a2");
            assertThat(a.getSessionId()).isEqualTo("a");
        }
    }

    @Test
    void messages_can_be_peeked_within_a_session() {
        bus.send("named", inSession("p", "p1"), inSession("q", "q1"), inSession("p", "p2"));

        try (ServiceBusReceiverClient session = bus.sessions("named").acceptSession("p")) {
            assertThat(session.peekMessages(10)).extracting(SdkFixture::body).containsExactly("p1", "p2");
        }
    }

    @Test
    void the_next_session_is_the_one_that_has_waited_longest() {
        bus.send("next", inSession("early", "1"), inSession("late", "2"), inSession("early", "3"));
        ServiceBusSessionReceiverClient sessions = bus.sessions("next");

        try (ServiceBusReceiverClient first = sessions.acceptNextSession();
                ServiceBusReceiverClient second = sessions.acceptNextSession()) {
            assertThat(first.getSessionId()).isEqualTo("early");
            assertThat(second.getSessionId()).isEqualTo("late");
        }
    }

    @Test
    void a_session_with_messages_left_goes_behind_the_others() {
        bus.send("fair", inSession("busy", "1"), inSession("busy", "2"), inSession("quiet", "3"));
        ServiceBusSessionReceiverClient sessions = bus.sessions("fair");

        try (ServiceBusReceiverClient busy = sessions.acceptNextSession()) {
            busy.complete(receive(busy));
        }
        try (ServiceBusReceiverClient next = sessions.acceptNextSession()) {
            assertThat(next.getSessionId()).isEqualTo("quiet");
        }
    }

    @Test
    void a_session_has_one_receiver_at_a_time() {
        // On a connection of its own: within one connection the SDK hands out the link it has.
        ServiceBusSessionReceiverClient others = bus.closeLater(
                bus.newBuilder().sessionReceiver().queueName("taken").buildClient(),
                ServiceBusSessionReceiverClient::close);
        try (ServiceBusReceiverClient holder = bus.sessions("taken").acceptSession("x")) {
            assertThat(holder.getSessionId()).isEqualTo("x");
            assertThatThrownBy(() -> others.acceptSession("x")).hasMessageContaining("another receiver holds it");
        }
    }

    @Test
    void waiting_for_a_session_ends_with_a_timeout() {
        ServiceBusSessionReceiverClient sessions = bus.closeLater(
                bus.newBuilder()
                        .retryOptions(new AmqpRetryOptions()
                                .setTryTimeout(Duration.ofMillis(200))
                                .setMaxRetries(0))
                        .sessionReceiver()
                        .queueName("empty")
                        .buildClient(),
                ServiceBusSessionReceiverClient::close);

        assertThatThrownBy(sessions::acceptNextSession).isInstanceOf(Exception.class);
    }

    @Test
    void a_session_keeps_its_state() {
        byte[] state = "page 7".getBytes(StandardCharsets.UTF_8);
        try (ServiceBusReceiverClient session = bus.sessions("state").acceptSession("s")) {
            assertThat(session.getSessionState()).isNull();
            session.setSessionState(state);
        }
        try (ServiceBusReceiverClient again = bus.sessions("state").acceptSession("s")) {
            assertThat(again.getSessionState()).isEqualTo(state);
            again.setSessionState(null);
            assertThat(again.getSessionState()).isNull();
        }
    }

    @Test
    void a_renewed_session_keeps_the_locks_on_its_messages() {
        bus.send("renewing", inSession("r", "slow"));
        try (ServiceBusReceiverClient session = bus.sessions("renewing").acceptSession("r")) {
            ServiceBusReceivedMessage slow = receive(session);
            bus.clock().advance(Duration.ofSeconds(50));
            OffsetDateTime until = session.renewSessionLock();
            bus.clock().advance(Duration.ofSeconds(50));

            assertThat(until).isAfter(OffsetDateTime.now(bus.clock()));
            session.complete(slow);
        }
        assertThat(bus.counts("renewing").total()).isZero();
    }

    @Test
    void a_session_that_was_not_renewed_goes_to_another_receiver_in_its_old_order() {
        bus.send("lost", inSession("l", "1"), inSession("l", "2"), inSession("l", "3"));
        ServiceBusSessionReceiverClient sessions = bus.sessions("lost");
        ServiceBusReceiverClient slow = sessions.acceptSession("l");
        ServiceBusReceivedMessage first = receive(slow, 2).get(0);

        bus.clock().advance(Duration.ofSeconds(61));

        try (ServiceBusReceiverClient other = sessions.acceptNextSession()) {
            assertThat(receive(other, 3))
                    .extracting(SdkFixture::body, ServiceBusReceivedMessage::getDeliveryCount)
                    .containsExactly(tuple("1", 1L), tuple("2", 1L), tuple("3", 0L));
            assertThatThrownBy(() -> slow.complete(first)).isInstanceOf(RuntimeException.class);
        }
        slow.close();
    }

    @Test
    void closing_a_session_gives_its_messages_back_without_counting_a_failure() {
        bus.send("closed", inSession("c", "1"));
        ServiceBusSessionReceiverClient sessions = bus.sessions("closed");
        try (ServiceBusReceiverClient first = sessions.acceptSession("c")) {
            receive(first);
        }
        try (ServiceBusReceiverClient second = sessions.acceptNextSession()) {
            assertThat(receive(second).getDeliveryCount()).isZero();
        }
    }

    @Test
    void a_message_can_be_deferred_within_a_session() {
        bus.send("deferring", inSession("d", "later"));
        try (ServiceBusReceiverClient session = bus.sessions("deferring").acceptSession("d")) {
            ServiceBusReceivedMessage later = receive(session);
            session.defer(later);
            ServiceBusReceivedMessage deferred = session.receiveDeferredMessage(later.getSequenceNumber());
            assertThat(body(deferred)).isEqualTo("later");
            session.complete(deferred);
        }
        assertThat(bus.counts("deferring").total()).isZero();
    }

    @Test
    void a_queue_with_sessions_takes_no_message_and_no_receiver_without_one() {
        assertThatThrownBy(() -> bus.send("strict", message("no session"))).isInstanceOf(RuntimeException.class);
        ServiceBusReceiverClient plain = bus.receiver("strict");
        assertThatThrownBy(() -> receive(plain)).isInstanceOf(RuntimeException.class);
        ServiceBusSessionReceiverClient sessions = bus.sessions("plain");
        assertThatThrownBy(() -> sessions.acceptSession("s")).isInstanceOf(RuntimeException.class);
    }
}
