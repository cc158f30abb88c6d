package dev.fides.local.servicebus.protocol;

/** The nodes that answer requests, such as {@code $cbs} and {@code queue/$management}. */
public interface RequestNodes {

    /** Whether an address is one of a node, rather than of something to send to or to receive from. */
    boolean isNode(String address);

    /**
     * The node of an address, for one connection.
     *
     * @throws ServiceBusFault when there is none, or the connection may not use it
     */
    RequestHandler find(String address, Authorization authorization);
}
