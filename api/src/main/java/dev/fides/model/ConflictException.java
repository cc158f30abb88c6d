package dev.fides.model;

/** Somebody else wrote in between; read again and decide again. */
public final class ConflictException extends FidesException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message, null);
    }
}
