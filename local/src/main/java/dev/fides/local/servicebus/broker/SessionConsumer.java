package dev.fides.local.servicebus.broker;

/** A receiver that works on one session at a time. */
public interface SessionConsumer extends MessageConsumer {

    /** Tells it which session it got. */
    void sessionOpened(SessionState session);

    /** Tells it that its session was taken away because it was not renewed in time. */
    void sessionLost(SessionState session);
}
