package dev.fides.json;

/** A text is not the JSON that was expected of it; the message says where and why. */
public final class InvalidJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message) {
        super(message);
    }
}
