package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.Destination;
import dev.fides.local.servicebus.broker.Queue;
import dev.fides.local.servicebus.broker.RoundRobinDispatcher;
import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.SessionDispatcher;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a link that a client asks for leads to, or refuses it. There is one for each connection. */
public final class LinkAttacher {
    private static final Logger LOG = LoggerFactory.getLogger(LinkAttacher.class);
    private static final Pattern BEFORE_PATH = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://[^/]*)?/*");
    private static final Duration WAIT_FOR_SESSION = Duration.ofMinutes(1);

    private final Transactions transactions = new Transactions();
    private final Map<String, ReplyLink> replyLinks = new HashMap<>();
    private final Output output;
    private final ServedNamespace served;
    private final Authorization authorization;

    public LinkAttacher(Output output, ServedNamespace served) {
        this.output = output;
        this.served = served;
        this.authorization = new Authorization(served.timers());
    }

    public void attach(Link link) {
        link.setSource(link.getRemoteSource());
        link.setTarget(link.getRemoteTarget());
        link.setSenderSettleMode(link.getRemoteSenderSettleMode());
        link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
        try {
            if (link instanceof Receiver receiver) {
                attach(receiver);
            } else {
                attach((Sender) link);
            }
        } catch (ServiceBusFault e) {
            refuse(link, e);
        }
    }

    private void attach(Receiver receiver) {
        if (receiver.getRemoteTarget() instanceof Coordinator) {
            // Clients open this link before they put a token. It does nothing but bundle what authorized links do.
            new TransactionLink(receiver, transactions).open();
            return;
        }
        String address = pathOf(addressOf(receiver.getRemoteTarget()));
        if (served.nodes().isNode(address)) {
            new RequestLink(
                            receiver,
                            served.nodes().find(address, authorization),
                            replyTo -> replyLink(address, replyTo))
                    .open();
            return;
        }
        authorization.require();
        Destination destination = served.namespace().destination(address);
        new ProducerLink(receiver, destination, served.codec(), transactions).open();
    }

    private void attach(Sender sender) {
        Source source = sender.getRemoteSource() instanceof Source found ? found : new Source();
        String address = pathOf(Optional.ofNullable(source.getAddress()));
        if (served.nodes().isNode(address)) {
            attachReplies(sender, address);
            return;
        }
        authorization.require();
        Queue queue = served.namespace().queue(address).orElseThrow(() -> ServiceBusFault.noEntity(address));
        boolean wantsSession = source.getFilter() != null && source.getFilter().containsKey(Amqp.SESSION_FILTER);
        if (queue.dispatcher() instanceof RoundRobinDispatcher dispatcher) {
            if (wantsSession) {
                throw ServiceBusFault.notAllowed("'" + queue.name() + "' has no sessions.");
            }
            new PlainConsumerLink(output, sender, queue, dispatcher, transactions).open();
            return;
        }
        if (!wantsSession) {
            throw ServiceBusFault.notAllowed("'" + queue.name() + "' is received from through sessions only.");
        }
        SessionDispatcher sessions = queue.sessions();
        SessionConsumerLink consumer = new SessionConsumerLink(output, sender, queue, sessions, transactions);
        // Already now, so that a client that goes away while it waits is noticed.
        sender.setContext(consumer);
        Optional.ofNullable(source.getFilter().get(Amqp.SESSION_FILTER))
                .ifPresentOrElse(
                        id -> sessions.accept(id.toString(), consumer),
                        () -> waitForSession(sender, sessions, consumer));
    }

    private void waitForSession(Sender sender, SessionDispatcher sessions, SessionConsumerLink consumer) {
        Object wait = sender.getRemoteProperties() == null
                ? null
                : sender.getRemoteProperties().get(Amqp.TIMEOUT);
        Duration patience = wait instanceof Number millis ? Duration.ofMillis(millis.longValue()) : WAIT_FOR_SESSION;
        sessions.acceptNext(consumer);
        served.timers().after(patience, () -> {
            if (sessions.stopWaiting(consumer)) {
                refuse(sender, ServiceBusFault.noSessionInTime());
                output.isReady();
            }
        });
    }

    private void attachReplies(Sender sender, String node) {
        // Some clients give the link no target; their requests then name the link itself.
        String replyTo = addressOf(sender.getRemoteTarget()).orElseGet(sender::getName);
        // Refused as a request would be: where the node is not there, or the connection may not use it.
        served.nodes().find(node, authorization);
        String key = key(node, replyTo);
        ReplyLink link = new ReplyLink(output, sender, () -> replyLinks.remove(key));
        replyLinks.put(key, link);
        link.open();
    }

    private Optional<ReplyLink> replyLink(String node, String replyTo) {
        return Optional.ofNullable(replyLinks.get(key(node, replyTo)));
    }

    private static void refuse(Link link, ServiceBusFault why) {
        LOG.debug("Refused a link: {}; link {}", why.getMessage(), link.getName());
        link.setContext(null);
        if (link instanceof Sender) {
            link.setSource(null);
        } else {
            link.setTarget(null);
        }
        link.open();
        link.setCondition(Amqp.error(why));
        link.close();
    }

    private static Optional<String> addressOf(org.apache.qpid.proton.amqp.transport.Target target) {
        return target instanceof Target ofMessages ? Optional.ofNullable(ofMessages.getAddress()) : Optional.empty();
    }

    private static String key(String node, String replyTo) {
        return node.toLowerCase(Locale.ROOT) + "|" + replyTo;
    }

    /** The path of an address: clients write it bare, with a slash before it, or as a URI with scheme and host. */
    private static String pathOf(Optional<String> address) {
        return BEFORE_PATH
                .matcher(address.orElseThrow(() -> ServiceBusFault.invalid("The link has no address.")))
                .replaceFirst("");
    }
}
