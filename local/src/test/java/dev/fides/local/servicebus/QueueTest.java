package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.Conditions.eventually;
import static dev.fides.local.servicebus.QueueBuilder.queue;
import static dev.fides.local.servicebus.SdkFixture.body;
import static dev.fides.local.servicebus.SdkFixture.message;
import static dev.fides.local.servicebus.SdkFixture.receive;
import static dev.fides.local.servicebus.SdkFixture.receiveWithinAMoment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.AbandonOptions;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import dev.fides.local.servicebus.broker.QueueCounts;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static SdkFixture bus;

    @BeforeAll
    static void start() {
        bus = SdkFixture.with(
                queue("batch"),
                queue("properties"),
                queue("deleting"),
                queue("abandon"),
                queue("dead"),
                queue("defer"),
                queue("schedule"),
                queue("peek"),
                queue("renew"),
                queue("expiring-lock"),
                queue("twice").withMaxDeliveryCount(2),
                queue("unique").detectingDuplicatesFor(Duration.ofMinutes(5)),
                queue("short-lived").withTimeToLive(Duration.ofMinutes(2)).deadLetteringExpired(),
                queue("forgetful").withTimeToLive(Duration.ofMinutes(2)),
                queue("forwarding").forwardingTo("end"),
                queue("failing").forwardingDeadLettersTo("end"),
                queue("end"),
                queue("locks"));
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void a_batch_arrives_whole_and_in_order() {
        ServiceBusSenderClient sender = bus.sender("batch");
        ServiceBusMessageBatch batch = sender.createMessageBatch();
        for (int i = 0; i < 50; i++) {
            assertThat(batch.tryAddMessage(message("m" + i))).isTrue();
        }
        sender.sendMessages(batch);

        List<ServiceBusReceivedMessage> received = receive(bus.deletingReceiver("batch"), 50);

        assertThat(received)
                .extracting(SdkFixture::body)
                .hasSize(50)
                .startsWith("m0", "m1")
                .endsWith("m49");
        assertThat(received)
                .extracting(ServiceBusReceivedMessage::getSequenceNumber)
                .isSorted();
    }

    @Test
    void a_batch_is_limited_to_what_the_standard_tier_takes() {
        assertThat(bus.sender("batch").createMessageBatch().getMaxSizeInBytes()).isEqualTo(256 * 1024);
    }

    @Test
    void a_message_keeps_its_properties() {
        bus.send(
                "properties",
                message("text").setMessageId("id-1").setSubject("subject").setContentType("text/plain"));

        ServiceBusReceivedMessage received = receive(bus.receiver("properties"));

        assertThat(body(received)).isEqualTo("text");
        assertThat(received.getMessageId()).isEqualTo("id-1");
        assertThat(received.getSubject()).isEqualTo("subject");
        assertThat(received.getContentType()).isEqualTo("text/plain");
        assertThat(received.getDeliveryCount()).isZero();
        assertThat(received.getLockToken()).isNotBlank();
        assertThat(received.getEnqueuedTime()).isBefore(received.getLockedUntil());
    }

    @Test
    void a_completed_message_is_gone_and_a_deleting_receiver_needs_no_settlement() {
        bus.send("deleting", message("one"), message("two"));
        ServiceBusReceiverClient locking = bus.receiver("deleting");

        ServiceBusReceivedMessage first = receive(locking);
        assertThat(bus.counts("deleting")).isEqualTo(new QueueCounts("deleting", 1, 1, 0, 0, 0, 0));
        locking.complete(first);
        assertThat(body(receive(bus.deletingReceiver("deleting")))).isEqualTo("two");

        assertThat(bus.counts("deleting").total()).isZero();
        assertThatThrownBy(() -> locking.complete(first)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_abandoned_message_comes_again_with_its_changed_properties() {
        bus.send("abandon", message("again"));
        ServiceBusReceiverClient receiver = bus.receiver("abandon");

        receiver.abandon(receive(receiver), new AbandonOptions().setPropertiesToModify(Map.of("why", "busy")));
        ServiceBusReceivedMessage again = receive(receiver);

        assertThat(again.getDeliveryCount()).isEqualTo(1);
        assertThat(again.getApplicationProperties()).containsEntry("why", "busy");
        receiver.complete(again);
        assertThat(bus.counts("abandon").failedDeliveries()).isEqualTo(1);
    }

    @Test
    void a_dead_lettered_message_carries_reason_description_and_origin() {
        bus.send("dead", message("bad"));
        ServiceBusReceiverClient receiver = bus.receiver("dead");
        ServiceBusReceivedMessage bad = receive(receiver);

        receiver.deadLetter(
                bad,
                new DeadLetterOptions()
                        .setDeadLetterReason("unreadable")
                        .setDeadLetterErrorDescription("no JSON")
                        .setPropertiesToModify(Map.of("at", "line 1")));
        assertThat(bus.counts("dead").deadLettered()).isEqualTo(1);
        ServiceBusReceiverClient deadLetters = bus.deadLetters("dead");
        ServiceBusReceivedMessage dead = receive(deadLetters);

        assertThat(body(dead)).isEqualTo("bad");
        assertThat(dead.getDeadLetterReason()).isEqualTo("unreadable");
        assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("no JSON");
        assertThat(dead.getDeadLetterSource()).isEqualTo("dead");
        assertThat(dead.getApplicationProperties()).containsEntry("at", "line 1");
        assertThat(dead.getSequenceNumber()).isEqualTo(bad.getSequenceNumber());
        deadLetters.complete(dead);
        assertThat(bus.counts("dead").deadLettered()).isZero();
    }

    @Test
    void a_deferred_message_comes_only_by_its_sequence_number() {
        bus.send("defer", message("later"), message("next"));
        ServiceBusReceiverClient receiver = bus.receiver("defer");
        ServiceBusReceivedMessage later = receive(receiver);

        receiver.defer(later);
        receiver.complete(receive(receiver));
        assertThat(bus.counts("defer")).isEqualTo(new QueueCounts("defer", 0, 0, 0, 1, 0, 0));
        ServiceBusReceivedMessage deferred = receiver.receiveDeferredMessage(later.getSequenceNumber());

        assertThat(body(deferred)).isEqualTo("later");
        assertThat(deferred.getState()).isEqualTo(ServiceBusMessageState.DEFERRED);
        assertThat(bus.counts("defer").locked()).isEqualTo(1);
        receiver.complete(deferred);
        assertThat(bus.counts("defer").total()).isZero();
        assertThatThrownBy(() -> receiver.receiveDeferredMessage(later.getSequenceNumber()))
                .isInstanceOf(ServiceBusException.class);
    }

    @Test
    void a_deferred_message_can_be_dead_lettered() {
        bus.send("defer", message("worse"));
        ServiceBusReceiverClient receiver = bus.receiver("defer");
        ServiceBusReceivedMessage worse = receive(receiver);
        receiver.defer(worse);

        receiver.deadLetter(
                receiver.receiveDeferredMessage(worse.getSequenceNumber()),
                new DeadLetterOptions().setDeadLetterReason("given up"));

        assertThat(receive(bus.deadLetters("defer")).getDeadLetterReason()).isEqualTo("given up");
    }

    @Test
    void a_scheduled_message_comes_when_it_is_due_unless_it_was_cancelled() {
        ServiceBusSenderClient sender = bus.sender("schedule");
        OffsetDateTime due = OffsetDateTime.now(bus.clock()).plusMinutes(3);
        sender.scheduleMessage(message("kept"), due);
        long cancelled = sender.scheduleMessage(message("cancelled"), due);
        bus.send("schedule", message("sent with a time").setScheduledEnqueueTime(due));

        sender.cancelScheduledMessage(cancelled);
        assertThat(bus.counts("schedule")).isEqualTo(new QueueCounts("schedule", 0, 0, 2, 0, 0, 0));
        bus.clock().advance(Duration.ofMinutes(4));

        assertThat(receive(bus.receiver("schedule"), 2))
                .extracting(SdkFixture::body)
                .containsExactly("kept", "sent with a time");
        assertThat(bus.counts("schedule").scheduled()).isZero();
    }

    @Test
    void a_scheduled_message_comes_at_once_when_the_schedule_is_released() {
        bus.sender("schedule")
                .scheduleMessage(
                        message("early"), OffsetDateTime.now(bus.clock()).plusDays(1));

        bus.endpoint().releaseScheduled();

        assertThat(body(receive(bus.deletingReceiver("schedule")))).isEqualTo("early");
        assertThat(bus.counts("schedule").scheduled()).isZero();
    }

    @Test
    void peeking_shows_messages_without_locking_them() {
        bus.send("peek", message("a"), message("b"), message("c"));
        ServiceBusReceiverClient receiver = bus.receiver("peek");

        assertThat(body(receiver.peekMessage())).isEqualTo("a");
        assertThat(receiver.peekMessages(10)).extracting(SdkFixture::body).containsExactly("b", "c");
        assertThat(receiver.peekMessages(10)).isEmpty();

        assertThat(bus.counts("peek").active()).isEqualTo(3);
    }

    @Test
    void a_renewed_lock_outlives_its_first_end() {
        bus.send("renew", message("slow"));
        ServiceBusReceiverClient receiver = bus.receiver("renew");
        ServiceBusReceivedMessage slow = receive(receiver);

        bus.clock().advance(Duration.ofSeconds(50));
        OffsetDateTime until = receiver.renewMessageLock(slow);
        bus.clock().advance(Duration.ofSeconds(50));

        assertThat(until).isAfter(OffsetDateTime.now(bus.clock()));
        receiver.complete(slow);
        assertThat(bus.counts("renew").total()).isZero();
    }

    @Test
    void a_message_whose_lock_ended_is_delivered_again_and_cannot_be_settled_by_the_first_receiver() {
        bus.send("expiring-lock", message("slow"));
        ServiceBusReceiverClient receiver = bus.receiver("expiring-lock");
        ServiceBusReceivedMessage first = receive(receiver);

        bus.clock().advance(Duration.ofSeconds(61));
        ServiceBusReceivedMessage second = receive(receiver);

        assertThat(second.getDeliveryCount()).isEqualTo(1);
        assertThatThrownBy(() -> receiver.complete(first))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));
        assertThatThrownBy(() -> receiver.renewMessageLock(first)).isInstanceOf(ServiceBusException.class);
        receiver.complete(second);
    }

    @Test
    void locks_can_be_made_to_expire_on_demand() {
        bus.send("locks", message("held"));
        ServiceBusReceiverClient receiver = bus.receiver("locks");
        receive(receiver);

        bus.endpoint().expireLocks();

        assertThat(receive(receiver).getDeliveryCount()).isEqualTo(1);
    }

    @Test
    void a_message_that_failed_too_often_is_dead_lettered() {
        bus.send("twice", message("poison"));
        ServiceBusReceiverClient receiver = bus.receiver("twice");

        receiver.abandon(receive(receiver));
        receiver.abandon(receive(receiver));

        ServiceBusReceivedMessage dead = receive(bus.deadLetters("twice"));
        assertThat(dead.getDeadLetterReason()).isEqualTo("MaxDeliveryCountExceeded");
        assertThat(receiveWithinAMoment(receiver)).isEmpty();
    }

    @Test
    void a_double_is_dropped_within_the_window_only() {
        bus.send("unique", message("1").setMessageId("same"));
        bus.send("unique", message("2").setMessageId("same"), message("3").setMessageId("other"));
        assertThat(bus.counts("unique").active()).isEqualTo(2);

        bus.clock().advance(Duration.ofMinutes(6));
        bus.send("unique", message("4").setMessageId("same"));

        assertThat(receive(bus.deletingReceiver("unique"), 3))
                .extracting(SdkFixture::body)
                .containsExactly("1", "3", "4");
    }

    @Test
    void a_message_lives_no_longer_than_it_asks_for_or_the_queue_allows() {
        bus.send(
                "short-lived",
                message("asks for less").setTimeToLive(Duration.ofMinutes(1)),
                message("asks for more").setTimeToLive(Duration.ofDays(1)),
                message("asks for nothing"));

        bus.clock().advance(Duration.ofSeconds(61));
        eventually("one has expired", () -> bus.counts("short-lived").active() == 2);
        bus.clock().advance(Duration.ofSeconds(60));
        eventually("all have expired", () -> bus.counts("short-lived").active() == 0);

        assertThat(receive(bus.deadLetters("short-lived"), 3))
                .extracting(ServiceBusReceivedMessage::getDeadLetterReason)
                .containsOnly("TTLExpiredException");
    }

    @Test
    void a_locked_message_expires_only_when_it_is_given_back() {
        bus.send("forgetful", message("held"));
        ServiceBusReceiverClient receiver = bus.receiver("forgetful");
        ServiceBusReceivedMessage held = receive(receiver);
        bus.clock().advance(Duration.ofSeconds(50));
        receiver.renewMessageLock(held);
        bus.clock().advance(Duration.ofSeconds(50));
        receiver.renewMessageLock(held);
        bus.clock().advance(Duration.ofSeconds(50));

        assertThat(bus.counts("forgetful").locked()).isEqualTo(1);
        receiver.abandon(held);

        assertThat(bus.counts("forgetful").total()).isZero();
        assertThat(bus.counts("forgetful").deadLettered()).isZero();
    }

    @Test
    void messages_and_dead_letters_are_forwarded() {
        bus.send("forwarding", message("forwarded"));
        bus.send("failing", message("failed"));
        ServiceBusReceiverClient failing = bus.receiver("failing");

        failing.deadLetter(receive(failing));

        assertThat(receive(bus.deletingReceiver("end"), 2))
                .extracting(SdkFixture::body)
                .containsExactly("forwarded", "failed");
    }

    @Test
    void an_unknown_queue_is_refused() {
        assertThatThrownBy(() -> bus.send("nowhere", message("lost")))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
    }
}
