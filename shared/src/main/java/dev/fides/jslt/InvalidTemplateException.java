package dev.fides.jslt;

/** A JSLT, schema or class that a definition names cannot be used; the message says which, where and why. */
public final class InvalidTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidTemplateException(String message) {
        super(message);
    }
}
