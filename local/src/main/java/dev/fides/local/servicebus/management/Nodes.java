package dev.fides.local.servicebus.management;

import dev.fides.local.servicebus.broker.Namespace;
import dev.fides.local.servicebus.broker.Timers;
import dev.fides.local.servicebus.protocol.Authorization;
import dev.fides.local.servicebus.protocol.MessageCodec;
import dev.fides.local.servicebus.protocol.RequestHandler;
import dev.fides.local.servicebus.protocol.RequestNodes;
import java.util.Locale;

/** The nodes of a namespace: one for tokens, and one to manage each entity. */
public final class Nodes implements RequestNodes {
    private static final String CBS = "$cbs";
    private static final String MANAGEMENT = "/$management";

    private final Namespace namespace;
    private final MessageCodec codec;
    private final Timers timers;
    private final SharedAccessSignatures signatures;

    public Nodes(Namespace namespace, MessageCodec codec, Timers timers, SharedAccessKey key) {
        this.namespace = namespace;
        this.codec = codec;
        this.timers = timers;
        this.signatures = new SharedAccessSignatures(key);
    }

    @Override
    public boolean isNode(String address) {
        return address.equals(CBS) || address.toLowerCase(Locale.ROOT).endsWith(MANAGEMENT);
    }

    @Override
    public RequestHandler find(String address, Authorization authorization) {
        if (address.equals(CBS)) {
            return new CbsNode(signatures, authorization, timers);
        }
        authorization.require();
        String entity = address.substring(0, address.length() - MANAGEMENT.length());
        return namespace
                .queue(entity)
                .map(queue -> ManagementNode.ofQueue(queue, codec))
                .orElseGet(() -> ManagementNode.ofDestination(namespace.destination(entity), codec));
    }
}
