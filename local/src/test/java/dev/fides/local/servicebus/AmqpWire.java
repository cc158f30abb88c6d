package dev.fides.local.servicebus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.BooleanSupplier;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.message.Message;

/** A connection on which a test chooses every frame itself, to speak as clients do that the build has not got. */
final class AmqpWire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Transport transport = Proton.transport();
    private final Connection connection = Proton.connection();
    private final Session session;
    private final Socket socket;
    private long lastTag;

    private AmqpWire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        transport.sasl().client();
        transport.sasl().setMechanisms("MSSBCBS");
        transport.bind(connection);
        connection.setContainer("wire");
        connection.open();
        session = connection.session();
        session.open();
    }

    static AmqpWire connect(int port) {
        try {
            return new AmqpWire(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link to send on; {@code source} is what the client calls its own end. */
    Sender sender(String name, Source source, org.apache.qpid.proton.amqp.transport.Target target) {
        return attached(session.sender(name), source, target);
    }

    Sender sender(String address) {
        return sender("to " + address, new Source(), target(address));
    }

    /** A link to receive on, with credit for ten messages. */
    Receiver receiver(String name, Source source, Target target) {
        Receiver receiver = session.receiver(name);
        receiver.flow(10);
        return attached(receiver, source, target);
    }

    Receiver receiver(String address) {
        return receiver("from " + address, source(address), target("from " + address));
    }

    private <T extends Link> T attached(T link, Source source, org.apache.qpid.proton.amqp.transport.Target target) {
        link.setSource(source);
        link.setTarget(target);
        link.open();
        exchangeUntil(() -> link.getRemoteState() != EndpointState.UNINITIALIZED);
        return link;
    }

    /** The condition with which the endpoint closes a link. */
    String refusalOf(Link link) {
        exchangeUntil(() -> link.getRemoteState() == EndpointState.CLOSED);
        return link.getRemoteCondition().getCondition().toString();
    }

    static Source source(String address) {
        Source source = new Source();
        source.setAddress(address);
        return source;
    }

    static Target target(String address) {
        Target target = new Target();
        target.setAddress(address);
        return target;
    }

    /** Sends a message; returns its delivery once it has an outcome. */
    Delivery send(Sender sender, Message message) {
        byte[] buffer = new byte[16 * 1024];
        int length = message.encode(buffer, 0, buffer.length);
        Delivery delivery = sender.delivery(new byte[] {(byte) ++lastTag});
        exchangeUntil(() -> sender.getCredit() > 0);
        sender.send(buffer, 0, length);
        sender.advance();
        exchangeUntil(() -> delivery.getRemoteState() != null);
        return delivery;
    }

    /** The next delivery on a link, which is not settled yet. */
    Delivery next(Receiver receiver) {
        exchangeUntil(() -> receiver.current() != null
                && receiver.current().isReadable()
                && !receiver.current().isPartial());
        return receiver.current();
    }

    /** The message of a delivery. */
    static Message read(Receiver receiver, Delivery delivery) {
        byte[] bytes = new byte[delivery.pending()];
        receiver.recv(bytes, 0, bytes.length);
        receiver.advance();
        Message message = Message.Factory.create();
        message.decode(bytes, 0, bytes.length);
        return message;
    }

    /** Closes the connection, and waits for the endpoint's answer to that. */
    void sayGoodbye() {
        connection.close();
        exchangeUntil(() -> connection.getRemoteState() == EndpointState.CLOSED);
    }

    /** Exchanges frames with the endpoint until something holds. */
    void exchangeUntil(BooleanSupplier condition) {
        byte[] input = new byte[16 * 1024];
        try {
            write();
            while (!condition.getAsBoolean()) {
                int count = socket.getInputStream().read(input);
                if (count < 0) {
                    throw new IOException("the endpoint has closed the connection");
                }
                for (int from = 0; from < count; ) {
                    int taken = Math.min(count - from, transport.capacity());
                    transport.tail().put(input, from, taken);
                    transport.process();
                    from += taken;
                }
                write();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
            byte[] output = new byte[pending];
            transport.head().get(output);
            transport.pop(pending);
            socket.getOutputStream().write(output);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
