package dev.fides.bounds;

/** Work on one record was ended because it took too long; the message says what it was about. */
public final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooLongException(String message) {
        super(message);
    }
}
