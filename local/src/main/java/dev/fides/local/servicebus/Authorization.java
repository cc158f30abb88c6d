package dev.fides.local.servicebus;

/** Until when one connection may open links. It may not before it has put a valid token. */
final class Authorization {
    private final Timers timers;
    private long validUntil;

    Authorization(Timers timers) {
        this.timers = timers;
    }

    void grantUntil(long epochMillis) {
        validUntil = Math.max(validUntil, epochMillis);
    }

    /** @throws ServiceBusFault (401) when no valid token was put */
    void require() {
        if (timers.now() >= validUntil) {
            throw ServiceBusFault.unauthorized("Unauthorized access: a valid token is required.");
        }
    }
}
