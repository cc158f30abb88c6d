package dev.fides.local.servicebus;

import dev.fides.local.servicebus.broker.Namespace;
import dev.fides.local.servicebus.broker.Queue;
import dev.fides.local.servicebus.broker.QueueCounts;
import dev.fides.local.servicebus.broker.Timers;
import dev.fides.local.servicebus.connection.EventLoop;
import dev.fides.local.servicebus.connection.LoopbackListener;
import dev.fides.local.servicebus.management.Nodes;
import dev.fides.local.servicebus.management.SharedAccessKey;
import dev.fides.local.servicebus.protocol.MessageCodec;
import dev.fides.local.servicebus.protocol.ServedNamespace;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint on a loopback port that is to Microsoft's clients what a Service Bus namespace is. Messages live in
 * memory and end with it.
 *
 * <p>Not supported: filters of subscriptions, management operations within transactions, limits on the size of queues,
 * and the administration client. May be used from any thread.
 */
public final class ServiceBusEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceBusEndpoint.class);

    private final ServedNamespace served;
    private final EventLoop loop;
    private final Thread thread;
    private final SharedAccessKey key;
    private final int port;

    private ServiceBusEndpoint(ServiceBusSettings settings, List<ServerSocketChannel> listeners) {
        served = serve(settings);
        key = settings.key();
        port = listeners.get(0).socket().getLocalPort();
        loop = new EventLoop(listeners, served);
        thread = new Thread(loop, "servicebus-" + port);
        thread.setDaemon(true);
    }

    private static ServedNamespace serve(ServiceBusSettings settings) {
        Timers timers = new Timers(settings.clock());
        MessageCodec codec = new MessageCodec();
        Namespace namespace = new Namespace(settings.namespace(), timers);
        return new ServedNamespace(namespace, new Nodes(namespace, codec, timers, settings.key()), codec, timers);
    }

    /**
     * Starts an endpoint, which accepts connections when this returns.
     *
     * @throws PortTakenException when the port is in use
     */
    public static ServiceBusEndpoint start(ServiceBusSettings settings) {
        ServiceBusEndpoint endpoint = new ServiceBusEndpoint(settings, LoopbackListener.bind(settings.port()));
        endpoint.thread.start();
        LOG.info(
                "Service Bus endpoint on port {} with {} queues and subscriptions",
                endpoint.port,
                endpoint.served.namespace().queues().size());
        return endpoint;
    }

    public int port() {
        return port;
    }

    /** The connection string for clients; it contains the key. */
    public String connectionString() {
        return "Endpoint=sb://localhost:" + port + ";SharedAccessKeyName=" + key.name() + ";SharedAccessKey="
                + key.key() + ";UseDevelopmentEmulator=true;";
    }

    /** How many messages each queue and subscription holds now, in the order of the configuration. */
    public List<QueueCounts> counts() {
        return onLoop(
                () -> served.namespace().queues().stream().map(Queue::counts).toList());
    }

    /** The counts of one queue or subscription. */
    public QueueCounts counts(String queue) {
        return counts().stream()
                .filter(counts -> counts.name().equalsIgnoreCase(queue))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no queue " + queue));
    }

    /** Cuts all connections at once, as a network failure does. */
    public void dropConnections() {
        runOnLoop(loop::dropConnections);
    }

    /** Lets every lock on a message or session end now, as if its holder had been too slow. */
    public void expireLocks() {
        runOnLoop(() -> served.namespace().queues().forEach(Queue::expireLocks));
    }

    /** Lets every scheduled message be due now, as if its time had come. */
    public void releaseScheduled() {
        runOnLoop(() -> served.namespace().queues().forEach(Queue::releaseScheduled));
    }

    private <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop::submit).join();
    }

    private void runOnLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop::submit).join();
    }

    /** Stops listening, cuts all connections and forgets all messages. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
