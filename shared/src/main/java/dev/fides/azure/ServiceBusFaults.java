package dev.fides.azure;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import dev.fides.model.FidesException;
import dev.fides.model.MemoryUnavailableException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import java.util.concurrent.TimeoutException;

/** What an error of the Service Bus SDK means. */
final class ServiceBusFaults {
    private ServiceBusFaults() {}

    /**
     * The error as Fides treats it. Missing permissions and missing queues count as retryable: no record is at fault, and
     * everything goes on when the namespace has been put right.
     *
     * @param what operation, queue and ids
     */
    static FidesException of(String what, RuntimeException error) {
        if (error instanceof FidesException fides) {
            return fides;
        }
        if (error instanceof AmqpException || error.getCause() instanceof TimeoutException) {
            // The client gives up waiting for its own repetitions, in an exception that says nothing of Service Bus.
            return new MemoryUnavailableException("no answer in time: " + what, error);
        }
        if (!(error instanceof ServiceBusException e)) {
            return new RetryableException("no answer: " + what, error);
        }
        String message = "Service Bus answered " + e.getReason() + hint(e.getReason()) + ": " + what;
        return ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED.equals(e.getReason())
                ? new PermanentException(message, e)
                : new MemoryUnavailableException(message, e);
    }

    private static String hint(ServiceBusFailureReason reason) {
        if (ServiceBusFailureReason.UNAUTHORIZED.equals(reason)) {
            return " (check the connection string, or the identity's Service Bus data role)";
        } else if (ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND.equals(reason)) {
            return " (the queue is missing)";
        } else if (ServiceBusFailureReason.QUOTA_EXCEEDED.equals(reason)) {
            return " (the queue is full)";
        }
        return "";
    }
}
