package dev.fides.local.servicebus.connection;

import dev.fides.local.servicebus.protocol.ServedNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the endpoint: waits for sockets, timers and tasks, and does what each asks for. */
public final class EventLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** The longest wait in milliseconds, so that a clock that was moved is noticed. */
    private static final long LONGEST_WAIT = 50;

    private static final long TICK_MILLIS = 1000;

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private boolean ended; // guarded by tasks
    private final Set<AmqpConnection> connections = new LinkedHashSet<>();
    private final Set<AmqpConnection> withOutput = new LinkedHashSet<>();
    private final List<ServerSocketChannel> listeners;
    private final ServedNamespace served;
    private final Selector selector;
    private volatile boolean stopped;
    private long nextTick;

    public EventLoop(List<ServerSocketChannel> listeners, ServedNamespace served) {
        this.listeners = List.copyOf(listeners);
        this.served = served;
        try {
            selector = Selector.open();
            for (ServerSocketChannel listener : listeners) {
                listener.register(selector, SelectionKey.OP_ACCEPT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has a task run on the thread of the loop. May be called from any thread.
     *
     * @throws IllegalStateException when the loop has ended
     */
    public void submit(Runnable task) {
        synchronized (tasks) {
            if (ended) {
                throw new IllegalStateException("the Service Bus endpoint is closed");
            }
            tasks.add(task);
        }
        selector.wakeup();
    }

    /** Ends the loop. May be called from any thread. */
    public void stop() {
        stopped = true;
        selector.wakeup();
    }

    void hasOutput(AmqpConnection connection) {
        withOutput.add(connection);
    }

    public void dropConnections() {
        List.copyOf(connections).forEach(this::drop);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                selector.select(Math.max(
                        1,
                        served.timers()
                                .untilNext()
                                .map(next -> Math.min(next, LONGEST_WAIT))
                                .orElse(LONGEST_WAIT)));
                // Timers first: what has ended by now must not be used by a request that comes now.
                guarded(served.timers()::runDue);
                runTasks();
                handleSockets();
                tick();
                writeOutput();
            }
        } catch (IOException e) {
            LOG.error("The Service Bus endpoint has ended", e);
        } finally {
            synchronized (tasks) {
                ended = true;
            }
            runTasks();
            dropConnections();
            listeners.forEach(this::closeQuietly);
            closeSelector();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task of the Service Bus endpoint failed", e);
        }
    }

    private void handleSockets() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid() && key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
            } else if (key.isValid() && key.attachment() instanceof AmqpConnection connection) {
                read(key, connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        SocketChannel channel = listener.accept();
        if (channel == null) {
            return;
        }
        try {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            AmqpConnection connection = new AmqpConnection(this, served, channel, key);
            key.attach(connection);
            connections.add(connection);
            hasOutput(connection);
        } catch (IOException e) {
            LOG.debug("A client went away while it connected", e);
            closeQuietly(channel);
        }
    }

    private void read(SelectionKey key, AmqpConnection connection) {
        handling(connection, () -> {
            if (key.isReadable()) {
                connection.read();
            }
            hasOutput(connection);
        });
    }

    /** Heartbeats are measured by the machine's own clock: the other end does so too. */
    private void tick() {
        long now = System.nanoTime() / 1_000_000;
        if (now >= nextTick) {
            nextTick = now + TICK_MILLIS;
            for (AmqpConnection connection : connections) {
                connection.tick(now);
                hasOutput(connection);
            }
        }
    }

    private void writeOutput() {
        ArrayDeque<AmqpConnection> round = new ArrayDeque<>();
        while (!withOutput.isEmpty()) {
            round.addAll(withOutput);
            withOutput.clear();
            round.stream().filter(connections::contains).forEach(connection -> handling(connection, connection::write));
            round.clear();
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private void handling(AmqpConnection connection, Action action) {
        try {
            action.run();
        } catch (IOException e) {
            LOG.debug("A connection has ended: {}", e.getMessage());
            drop(connection);
        } catch (RuntimeException e) {
            LOG.warn("A connection is cut because handling it failed", e);
            drop(connection);
        }
    }

    private void drop(AmqpConnection connection) {
        if (connections.remove(connection)) {
            withOutput.remove(connection);
            connection.drop();
        }
    }

    void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A socket did not close well", e);
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("The selector did not close well", e);
        }
    }
}
