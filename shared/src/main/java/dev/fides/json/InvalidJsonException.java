package dev.fides.json;

/** A text is not the JSON that was expected of it; the message says where and why. */
public sealed class InvalidJsonException extends RuntimeException permits BrokenJsonException {
    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message) {
        super(message);
    }
}
