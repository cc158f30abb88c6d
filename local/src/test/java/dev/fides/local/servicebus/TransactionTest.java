package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.QueueBuilder.queue;
import static dev.fides.local.servicebus.SdkFixture.message;
import static dev.fides.local.servicebus.SdkFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusTransactionContext;
import com.azure.messaging.servicebus.models.CompleteOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static SdkFixture bus;

    @BeforeAll
    static void start() {
        bus = SdkFixture.with(queue("sends"), queue("settles"), queue("late"));
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @Test
    void messages_sent_in_a_transaction_appear_together_when_it_is_committed() {
        ServiceBusSenderClient sender = bus.sender("sends");
        ServiceBusTransactionContext committed = sender.createTransaction();
        sender.sendMessage(message("1"), committed);
        sender.sendMessage(message("2"), committed);
        assertThat(bus.counts("sends").active()).isZero();
        sender.commitTransaction(committed);
        assertThat(bus.counts("sends").active()).isEqualTo(2);

        ServiceBusTransactionContext rolledBack = sender.createTransaction();
        sender.sendMessage(message("3"), rolledBack);
        sender.rollbackTransaction(rolledBack);
        assertThat(bus.counts("sends").active()).isEqualTo(2);
    }

    @Test
    void a_settlement_counts_only_when_its_transaction_is_committed() {
        bus.send("settles", message("1"), message("2"));
        ServiceBusReceiverClient receiver = bus.receiver("settles");

        ServiceBusTransactionContext rolledBack = receiver.createTransaction();
        receiver.complete(receive(receiver), new CompleteOptions().setTransactionContext(rolledBack));
        receiver.rollbackTransaction(rolledBack);
        assertThat(bus.counts("settles").locked()).isEqualTo(1);

        ServiceBusTransactionContext committed = receiver.createTransaction();
        receiver.complete(receive(receiver), new CompleteOptions().setTransactionContext(committed));
        assertThat(bus.counts("settles").locked()).isEqualTo(2);
        receiver.commitTransaction(committed);
        assertThat(bus.counts("settles").locked()).isEqualTo(1);
    }

    @Test
    void a_transaction_whose_lock_has_ended_does_nothing() {
        bus.send("late", message("1"));
        ServiceBusReceiverClient receiver = bus.receiver("late");
        ServiceBusReceivedMessage received = receive(receiver);
        ServiceBusTransactionContext transaction = receiver.createTransaction();
        receiver.complete(received, new CompleteOptions().setTransactionContext(transaction));

        bus.clock().advance(Duration.ofSeconds(61));

        assertThatThrownBy(() -> receiver.commitTransaction(transaction)).isInstanceOf(RuntimeException.class);
        assertThat(bus.counts("late").total()).isEqualTo(1);
    }
}
