package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.Timers;

/** Until when one connection may open links. It may not before it has put a valid token. */
public final class Authorization {
    private final Timers timers;
    private long validUntil;

    Authorization(Timers timers) {
        this.timers = timers;
    }

    public void grantUntil(long epochMillis) {
        validUntil = Math.max(validUntil, epochMillis);
    }

    /**
     * Checks that the connection may open links now.
     *
     * @throws ServiceBusFault (401) when no valid token was put
     */
    public void require() {
        if (timers.now() >= validUntil) {
            throw ServiceBusFault.unauthorized("Unauthorized access: a valid token is required.");
        }
    }
}
