package dev.fides.model;

/** The same call will fail again until somebody changes the data, the definition or the other side. */
public final class PermanentException extends FidesException {
    private static final long serialVersionUID = 1L;

    public PermanentException(String message) {
        super(message, null);
    }

    public PermanentException(String message, Throwable cause) {
        super(message, cause);
    }
}
