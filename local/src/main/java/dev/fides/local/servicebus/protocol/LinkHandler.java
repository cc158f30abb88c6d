package dev.fides.local.servicebus.protocol;

import org.apache.qpid.proton.engine.Delivery;

/** What the broker does on one AMQP link. */
public interface LinkHandler {

    /** The client has changed the link's credit. */
    default void onFlow() {}

    /** A message has come in, or the client has settled one that went out. */
    default void onDelivery(Delivery delivery) {}

    /** The link, or its whole connection, is gone. */
    default void onClosed() {}
}
