package dev.fides.local.servicebus.broker;

/** A request that the broker refuses, in the terms in which Service Bus says so to its client. */
public final class ServiceBusFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String condition;

    private ServiceBusFault(int status, String condition, String message) {
        super(message);
        this.status = status;
        this.condition = condition;
    }

    public static ServiceBusFault unauthorized(String message) {
        return new ServiceBusFault(401, "amqp:unauthorized-access", message);
    }

    public static ServiceBusFault noEntity(String address) {
        return new ServiceBusFault(404, "amqp:not-found", "The messaging entity '" + address + "' could not be found.");
    }

    static ServiceBusFault noMessage(long sequenceNumber) {
        return new ServiceBusFault(
                404, "com.microsoft:message-not-found", "No such message, sequence number " + sequenceNumber + ".");
    }

    public static ServiceBusFault messageLockLost() {
        return new ServiceBusFault(
                410,
                "com.microsoft:message-lock-lost",
                "The lock supplied is invalid. Either the lock expired, or the message has already been removed.");
    }

    public static ServiceBusFault sessionLockLost(String sessionId) {
        return new ServiceBusFault(
                410, "com.microsoft:session-lock-lost", "The lock of session '" + sessionId + "' is lost.");
    }

    static ServiceBusFault sessionTaken(String sessionId) {
        return new ServiceBusFault(
                409,
                "com.microsoft:session-cannot-be-locked",
                "The session '" + sessionId + "' cannot be accepted: another receiver holds it.");
    }

    public static ServiceBusFault noSessionInTime() {
        return new ServiceBusFault(408, "com.microsoft:timeout", "No session became available in time.");
    }

    public static ServiceBusFault tooLarge(int size, int limit) {
        return new ServiceBusFault(
                413,
                "amqp:link:message-size-exceeded",
                "A message of " + size + " bytes is larger than " + limit + " bytes.");
    }

    public static ServiceBusFault notAllowed(String message) {
        return new ServiceBusFault(400, "amqp:not-allowed", message);
    }

    public static ServiceBusFault invalid(String message) {
        return new ServiceBusFault(400, "amqp:invalid-field", message);
    }

    public static ServiceBusFault unsupported(String message) {
        return new ServiceBusFault(501, "amqp:not-implemented", message);
    }

    public static ServiceBusFault rolledBack(String message) {
        return new ServiceBusFault(409, "amqp:transaction:rollback", message);
    }

    public static ServiceBusFault internal() {
        return new ServiceBusFault(500, "amqp:internal-error", "The endpoint failed; its log says why.");
    }

    /** The HTTP-like status of a reply on {@code $cbs} or {@code $management}. */
    public int status() {
        return status;
    }

    /** The AMQP error condition. */
    public String condition() {
        return condition;
    }
}
