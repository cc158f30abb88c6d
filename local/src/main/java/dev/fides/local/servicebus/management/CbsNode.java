package dev.fides.local.servicebus.management;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.Timers;
import dev.fides.local.servicebus.protocol.Authorization;
import dev.fides.local.servicebus.protocol.RequestHandler;
import dev.fides.local.servicebus.protocol.StatusNames;
import java.util.Map;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node {@code $cbs} (claims-based security), where a client puts the tokens that authorize its connection. */
final class CbsNode implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CbsNode.class);

    private final SharedAccessSignatures signatures;
    private final Authorization authorization;
    private final Timers timers;

    CbsNode(SharedAccessSignatures signatures, Authorization authorization, Timers timers) {
        this.signatures = signatures;
        this.authorization = authorization;
        this.timers = timers;
    }

    @Override
    public StatusNames statusNames() {
        return StatusNames.CLAIMS;
    }

    @Override
    public Answer handle(Message request) {
        Map<String, Object> properties = request.getApplicationProperties() == null
                ? Map.of()
                : request.getApplicationProperties().getValue();
        if (!"put-token".equals(properties.get("operation"))) {
            throw ServiceBusFault.unsupported("$cbs knows put-token only.");
        }
        String token = request.getBody() instanceof AmqpValue body ? String.valueOf(body.getValue()) : "";
        String audience = String.valueOf(properties.get("name"));
        try {
            authorization.grantUntil(signatures.verify(token, audience, timers.now()));
            return Answer.accepted();
        } catch (ServiceBusFault e) {
            LOG.warn("Refused a token: {}; audience {}", e.getMessage(), audience);
            throw e;
        }
    }
}
