package dev.fides.local.servicebus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.BaseHandler;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.reactor.Reactor;

/** A client that, unlike the SDK, opens links without having put a token. */
final class RawAmqpClient extends BaseHandler {
    private final List<String> refusals = new ArrayList<>();
    private final List<String> addresses;

    private RawAmqpClient(List<String> addresses) {
        this.addresses = addresses;
    }

    /** Opens a sending and a receiving link to each address; returns the conditions with which they are closed. */
    static List<String> refusalsOf(int port, String... addresses) {
        RawAmqpClient client = new RawAmqpClient(List.of(addresses));
        try {
            Reactor reactor = Proton.reactor();
            reactor.connectionToHost("127.0.0.1", port, client);
            reactor.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return client.refusals;
    }

    @Override
    public void onConnectionInit(Event event) {
        event.getConnection().open();
        Session session = event.getConnection().session();
        session.open();
        for (String address : addresses) {
            open(session.sender("to " + address), address);
            open(session.receiver("from " + address), address);
        }
    }

    private static void open(Link link, String address) {
        Source source = new Source();
        source.setAddress(address);
        link.setSource(source);
        Target target = new Target();
        target.setAddress(address);
        link.setTarget(target);
        link.open();
    }

    @Override
    public void onConnectionBound(Event event) {
        Sasl sasl = event.getTransport().sasl();
        sasl.client();
        sasl.setMechanisms("ANONYMOUS");
    }

    @Override
    public void onLinkRemoteClose(Event event) {
        refusals.add(event.getLink().getRemoteCondition().getCondition().toString());
        if (refusals.size() == 2 * addresses.size()) {
            event.getConnection().close();
        }
    }

    @Override
    public void onTransportError(Event event) {
        event.getConnection().close();
    }
}
