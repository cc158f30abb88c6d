package dev.fides.local.servicebus.connection;

import dev.fides.local.servicebus.protocol.LinkAttacher;
import dev.fides.local.servicebus.protocol.LinkHandler;
import dev.fides.local.servicebus.protocol.ServedNamespace;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/** One client connection: moves bytes between socket and protocol engine, and events to the handlers of links. */
final class AmqpConnection {
    private static final int MAX_FRAME_SIZE = 64 * 1024;
    private static final int MAX_CHANNELS = 4999;
    private static final int IDLE_TIMEOUT_MILLIS = 240_000;
    private static final int SESSION_WINDOW_BYTES = 64 * 1024 * 1024;

    private final Set<Link> links = new LinkedHashSet<>();
    private final Transport transport = Proton.transport();
    private final Connection connection = Proton.connection();
    private final Collector collector = Proton.collector();
    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final LinkAttacher attacher;

    AmqpConnection(EventLoop loop, ServedNamespace served, SocketChannel channel, SelectionKey key) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.attacher = new LinkAttacher(() -> loop.hasOutput(this), served);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connection.collect(collector);
        connection.setContainer("fides-local-servicebus");
        transport.setMaxFrameSize(MAX_FRAME_SIZE);
        transport.setChannelMax(MAX_CHANNELS);
        transport.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
        // Clients connect without a name: what they may do is decided by the tokens they put to $cbs.
        AnonymousSasl.enable(transport);
        transport.bind(connection);
    }

    /** Reads what has come. Once the client has closed the connection there is only the answer to that to be written. */
    void read() throws IOException {
        while (!hasEnded()) {
            if (transport.capacity() == 0) {
                throw new IOException("the protocol engine takes no more input");
            }
            int count = channel.read(transport.tail());
            if (count < 0) {
                throw new IOException("closed by the client");
            }
            if (count == 0) {
                return;
            }
            transport.process();
            handleEvents();
        }
    }

    private boolean hasEnded() {
        return transport.capacity() < 0;
    }

    void write() throws IOException {
        handleEvents();
        int pending = transport.pending();
        while (pending > 0) {
            int written = channel.write(transport.head());
            transport.pop(written);
            if (written < pending) {
                key.interestOps(hasEnded() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            handleEvents();
            pending = transport.pending();
        }
        if (pending < 0) {
            throw new IOException("closed by the protocol engine");
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Sends a heartbeat when one is due; closes a connection whose client has not sent any. */
    void tick(long now) {
        transport.tick(now);
    }

    /** Cuts the connection without a farewell. */
    void drop() {
        key.cancel();
        for (Link link : List.copyOf(links)) {
            closed(link);
        }
        loop.closeQuietly(channel);
    }

    private void handleEvents() {
        for (Event event = collector.peek(); event != null; event = collector.peek()) {
            handle(event);
            collector.pop();
        }
    }

    private void handle(Event event) {
        switch (event.getType()) {
            case CONNECTION_REMOTE_OPEN -> connection.open();
            case CONNECTION_REMOTE_CLOSE -> connection.close();
            case SESSION_REMOTE_OPEN -> open(event.getSession());
            case SESSION_REMOTE_CLOSE -> close(event.getSession());
            case LINK_REMOTE_OPEN -> {
                links.add(event.getLink());
                attacher.attach(event.getLink());
            }
            case LINK_REMOTE_CLOSE -> {
                closed(event.getLink());
                event.getLink().close();
                event.getLink().free();
            }
            case LINK_REMOTE_DETACH -> {
                closed(event.getLink());
                event.getLink().detach();
                event.getLink().free();
            }
            case LINK_FLOW -> handler(event.getLink()).onFlow();
            case DELIVERY -> handler(event.getLink()).onDelivery(event.getDelivery());
            default -> {
                // All else is the business of the protocol engine.
            }
        }
    }

    private static void open(Session session) {
        session.setIncomingCapacity(SESSION_WINDOW_BYTES);
        session.open();
    }

    private void close(Session session) {
        for (Link link : List.copyOf(links)) {
            if (link.getSession() == session) {
                closed(link);
            }
        }
        session.close();
        session.free();
    }

    private void closed(Link link) {
        links.remove(link);
        LinkHandler handler = handler(link);
        link.setContext(null);
        handler.onClosed();
    }

    private static LinkHandler handler(Link link) {
        return link.getContext() instanceof LinkHandler handler ? handler : NOTHING;
    }

    /** For links that were refused, or have ended on our side. */
    private static final LinkHandler NOTHING = new LinkHandler() {};
}
