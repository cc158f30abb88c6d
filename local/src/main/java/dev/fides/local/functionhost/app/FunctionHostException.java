package dev.fides.local.functionhost.app;

/** The app cannot be started, or a function cannot be called, for a reason that its author can act on. */
public final class FunctionHostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FunctionHostException(String message) {
        super(message);
    }

    public FunctionHostException(String message, Throwable cause) {
        super(message, cause);
    }
}
