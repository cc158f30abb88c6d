package dev.fides.local.servicebus.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;

/** The link on which a client gets the answers to its requests to {@code $cbs} or a {@code $management} node. */
final class ReplyLink extends OutgoingLink {
    private final Deque<byte[]> waitingForCredit = new ArrayDeque<>();
    private final Runnable onClosed;

    ReplyLink(Output output, Sender sender, Runnable onClosed) {
        super(output, sender);
        this.onClosed = onClosed;
    }

    void reply(Message message) {
        waitingForCredit.add(MessageCodec.encodeMessage(message));
        onFlow();
    }

    @Override
    public void onFlow() {
        while (!waitingForCredit.isEmpty() && hasCredit()) {
            send(waitingForCredit.poll(), UUID.randomUUID(), true);
        }
    }

    @Override
    public void onClosed() {
        onClosed.run();
    }
}
