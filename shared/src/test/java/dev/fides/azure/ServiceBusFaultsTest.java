package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.azure.core.amqp.exception.AmqpErrorCondition;
import com.azure.core.amqp.exception.AmqpErrorContext;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusErrorSource;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.fides.model.FidesException;
import dev.fides.model.MemoryUnavailableException;
import dev.fides.model.PermanentException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.InOrder;
import reactor.core.publisher.Mono;

/** What the SDK's errors mean, and what comes of messages when one happens between two requests. */
class ServiceBusFaultsTest {

    private final ServiceBusSenderClient sender = mock(ServiceBusSenderClient.class);
    private final AzureClients clients = mock(AzureClients.class);
    private final MessageSender messages = new MessageSender(clients, "q");

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LINK_PAYLOAD_SIZE_EXCEEDED"})
    void whatever_the_namespace_has_is_an_outage_and_no_fault_of_a_message(AmqpErrorCondition condition) {
        assertThat(fault(condition))
                .isInstanceOf(MemoryUnavailableException.class)
                .hasMessageStartingWith("Service Bus answered ")
                .hasMessageEndingWith(": send")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED_ACCESS, the identity's Service Bus data role",
        "NOT_FOUND, the queue is missing",
        "RESOURCE_LIMIT_EXCEEDED, the queue is full"
    })
    void what_an_operator_can_mend_is_named(AmqpErrorCondition condition, String hint) {
        assertThat(fault(condition)).hasMessageContaining(hint);
    }

    @Test
    void a_message_that_is_too_large_will_never_be_sent() {
        assertThat(fault(AmqpErrorCondition.LINK_PAYLOAD_SIZE_EXCEEDED)).isInstanceOf(PermanentException.class);
    }

    @Test
    void no_answer_within_the_time_of_all_attempts_is_an_outage() {
        RuntimeException asTheClientThrowsIt = catchTimeOut();

        assertThat(ServiceBusFaults.of("send", asTheClientThrowsIt)).isInstanceOf(MemoryUnavailableException.class);
    }

    @Test
    void an_error_of_the_connection_itself_is_an_outage() {
        assertThat(ServiceBusFaults.of("send", amqp(AmqpErrorCondition.CONNECTION_FORCED)))
                .isInstanceOf(MemoryUnavailableException.class);
    }

    @Test
    void messages_that_do_not_fit_into_one_request_go_in_several_in_their_order() {
        ServiceBusMessageBatch first = batchThatTakes(2);
        ServiceBusMessageBatch second = batchThatTakes(2);
        sends(first, second);

        messages.send(threeMessages(), "sync cities");

        InOrder order = inOrder(sender);
        order.verify(sender).sendMessages(first);
        order.verify(sender).sendMessages(second);
    }

    @Test
    void an_error_between_two_requests_is_reported_so_that_all_is_sent_again() {
        ServiceBusMessageBatch first = batchThatTakes(2);
        ServiceBusMessageBatch second = batchThatTakes(2);
        sends(first, second);
        doNothing().when(sender).sendMessages(first);
        doThrow(exception(AmqpErrorCondition.SERVER_BUSY_ERROR)).when(sender).sendMessages(second);

        assertThatThrownBy(() -> messages.send(threeMessages(), "sync cities"))
                .isInstanceOf(MemoryUnavailableException.class)
                .hasMessageContaining("send to queue q: sync cities");
    }

    @Test
    void a_message_that_fits_into_no_request_is_named_with_what_the_queue_takes() {
        ServiceBusMessageBatch none = batchThatTakes(0);
        when(none.getMaxSizeInBytes()).thenReturn(262_144);
        sends(none, none);

        assertThatThrownBy(() -> messages.send(threeMessages(), "sync cities"))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("262144 bytes", "sync cities");
    }

    private void sends(ServiceBusMessageBatch first, ServiceBusMessageBatch second) {
        when(clients.sender("q")).thenReturn(sender);
        when(sender.createMessageBatch()).thenReturn(first, second);
    }

    private static ServiceBusMessageBatch batchThatTakes(int count) {
        ServiceBusMessageBatch batch = mock(ServiceBusMessageBatch.class);
        int[] taken = {0};
        when(batch.tryAddMessage(any(ServiceBusMessage.class))).thenAnswer(call -> taken[0] < count && ++taken[0] > 0);
        when(batch.getCount()).thenAnswer(call -> taken[0]);
        return batch;
    }

    private static List<ServiceBusMessage> threeMessages() {
        ServiceBusMessage message = MessageSender.json("{}".getBytes(StandardCharsets.UTF_8), Optional.empty());
        return List.of(message, message, message);
    }

    private static FidesException fault(AmqpErrorCondition condition) {
        return ServiceBusFaults.of("send", exception(condition));
    }

    private static ServiceBusException exception(AmqpErrorCondition condition) {
        return new ServiceBusException(amqp(condition), ServiceBusErrorSource.SEND);
    }

    private static AmqpException amqp(AmqpErrorCondition condition) {
        return new AmqpException(true, condition, "secret", new AmqpErrorContext("namespace"));
    }

    private static RuntimeException catchTimeOut() {
        try {
            Mono.never().block(Duration.ofNanos(1));
            throw new AssertionError("an answer");
        } catch (IllegalStateException e) {
            return e;
        }
    }
}
