package dev.fides.local.functionhost.queue;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.functionhost.app.Content;
import dev.fides.local.functionhost.app.InvocationResult;
import dev.fides.local.functionhost.app.RunningInvocations;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one function for each message and settles the message by the outcome, as the Azure host does: completed on
 * success, abandoned at once on an exception, which burns a delivery.
 */
final class MessageHandler implements Consumer<ServiceBusReceivedMessageContext> {
    private static final Logger LOG = LoggerFactory.getLogger(MessageHandler.class);

    private final AppFunction function;
    private final RunningInvocations running;
    private final ExecutorService threads;
    private final CountDownLatch draining;
    private final CountDownLatch closed;

    /**
     * Makes a handler.
     *
     * @param threads where functions run: not on the SDK's threads, which are interrupted when a connection is lost
     * @param draining at zero, no further message is started
     * @param closed at zero, messages that arrived while draining are let go of, unsettled
     */
    MessageHandler(
            AppFunction function,
            RunningInvocations running,
            ExecutorService threads,
            CountDownLatch draining,
            CountDownLatch closed) {
        this.function = function;
        this.running = running;
        this.threads = threads;
        this.draining = draining;
        this.closed = closed;
    }

    @Override
    public void accept(ServiceBusReceivedMessageContext delivery) {
        try {
            if (!running.track(() -> runUnlessDraining(delivery))) {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean runUnlessDraining(ServiceBusReceivedMessageContext delivery) {
        if (draining.getCount() == 0) {
            return false;
        }
        ServiceBusReceivedMessage message = delivery.getMessage();
        Future<InvocationResult> invocation = threads.submit(() -> invoke(message));
        try {
            settle(delivery, invocation.get());
        } catch (InterruptedException e) {
            LOG.warn(
                    "connection lost while {} ran, its message {} comes again",
                    function.name(),
                    message.getMessageId());
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("message {} of {} failed in the host", message.getMessageId(), function.name(), e.getCause());
            settle(delivery, new InvocationResult.Failure(e.getCause()));
        }
        return true;
    }

    private InvocationResult invoke(ServiceBusReceivedMessage message) {
        return function.invoke(
                new BoundValue.Bytes(new Content(message.getBody().toBytes())),
                MessageBindingData.of(message),
                trace(message));
    }

    private void settle(ServiceBusReceivedMessageContext delivery, InvocationResult result) {
        try {
            if (result instanceof InvocationResult.Success) {
                delivery.complete();
            } else {
                delivery.abandon();
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "message {} of {} could not be settled and comes again: {}",
                    delivery.getMessage().getMessageId(),
                    function.name(),
                    e.getMessage());
        }
    }

    /** The sender's trace, under the name of the W3C or under the older one of the Azure SDKs. */
    private static Map<String, String> trace(ServiceBusReceivedMessage message) {
        Map<String, Object> properties = message.getApplicationProperties();
        Object parent = properties.getOrDefault("traceparent", properties.get("Diagnostic-Id"));
        return parent == null ? Map.of() : Map.of("traceparent", parent.toString());
    }
}
