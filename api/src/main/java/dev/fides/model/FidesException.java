package dev.fides.model;

/** A fault that Fides knows how to treat; the subtype says whether trying again can help. */
public abstract sealed class FidesException extends RuntimeException
        permits RetryableException, PermanentException, ConflictException {
    private static final long serialVersionUID = 1L;

    protected FidesException(String message, Throwable cause) {
        super(message, cause);
    }
}
