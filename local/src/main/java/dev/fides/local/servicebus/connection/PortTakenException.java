package dev.fides.local.servicebus.connection;

/** The port of the endpoint is in use by another process. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, Throwable cause) {
        super(
                "port " + port + " is taken, so the Service Bus endpoint cannot start on it; "
                        + "set FIDES_SERVICEBUS_PORT to a free port, or end the program that uses it",
                cause);
    }
}
