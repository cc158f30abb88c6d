package dev.fides.local.functionhost.queue;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusErrorContext;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import dev.fides.local.functionhost.app.HostJson.ServiceBusOptions;
import dev.fides.local.functionhost.app.RunningInvocations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives for all functions of one connection string. Waits until the endpoint answers, then listens; when it is gone
 * it lets go of its clients and waits again. Everything but the functions happens in one thread.
 */
final class NamespaceListener {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceListener.class);
    private static final int PROBE_MILLIS = 500;

    private final NamespaceAddress namespace;
    private final List<QueueTrigger> triggers;
    private final ServiceBusOptions options;
    private final RunningInvocations running;
    private final ExecutorService functionThreads;
    private final CountDownLatch draining = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ScheduledExecutorService supervisor;
    private final List<ServiceBusProcessorClient> processors = new ArrayList<>();
    private boolean waitingLogged;
    private String lastError = "";

    NamespaceListener(
            List<QueueTrigger> triggers,
            ServiceBusOptions options,
            RunningInvocations running,
            ExecutorService functionThreads) {
        QueueTrigger first = triggers.get(0);
        this.namespace = NamespaceAddress.of(first.connectionString(), first.setting());
        this.triggers = List.copyOf(triggers);
        this.options = options;
        this.running = running;
        this.functionThreads = functionThreads;
        this.supervisor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "servicebus-" + namespace);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        supervise(this::listenOrWait, 0);
    }

    /** No further message is started. */
    void drain() {
        draining.countDown();
    }

    /** Lets go of the connection; messages that nobody has settled come again elsewhere. */
    void close() {
        drain();
        closed.countDown();
        supervisor.shutdownNow();
        try {
            supervisor.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        letGo();
    }

    private void listenOrWait() {
        if (draining.getCount() == 0) {
            return;
        }
        if (!namespace.answers()) {
            if (!waitingLogged) {
                LOG.warn("Service Bus at {} does not answer; trying until it does", namespace);
                waitingLogged = true;
            }
            supervise(this::listenOrWait, PROBE_MILLIS);
            return;
        }
        waitingLogged = false;
        lastError = "";
        listen();
        LOG.info("listening to Service Bus at {}: {}", namespace, triggers);
    }

    private void listen() {
        ServiceBusClientBuilder client =
                new ServiceBusClientBuilder().connectionString(triggers.get(0).connectionString());
        Processors builder = new Processors(options, error -> supervise(() -> failed(error), 0));
        for (QueueTrigger trigger : triggers) {
            MessageHandler handler = new MessageHandler(trigger.function(), running, functionThreads, draining, closed);
            ServiceBusProcessorClient processor = builder.build(client, trigger, handler);
            processors.add(processor);
            processor.start();
        }
    }

    /** The SDK recovers by itself from what happens while the endpoint is there; such faults are only told, once. */
    private void failed(ServiceBusErrorContext error) {
        if (draining.getCount() == 0 || processors.isEmpty()) {
            return;
        }
        if (!namespace.answers()) {
            letGo();
            listenOrWait();
            return;
        }
        String told = error.getEntityPath() + error.getException().getClass();
        if (!told.equals(lastError)) {
            lastError = told;
            LOG.warn(
                    "receiving from {}: {}",
                    error.getEntityPath(),
                    error.getException().getMessage());
        }
    }

    private void letGo() {
        processors.forEach(ServiceBusProcessorClient::close);
        processors.clear();
    }

    private void supervise(Runnable work, long delayMillis) {
        try {
            ScheduledFuture<?> unused = supervisor.schedule(() -> guarded(work), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("listener of {} is closed", namespace, e);
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("listening to Service Bus at {} failed; trying again", namespace, e);
            letGo();
            supervise(this::listenOrWait, PROBE_MILLIS);
        }
    }
}
