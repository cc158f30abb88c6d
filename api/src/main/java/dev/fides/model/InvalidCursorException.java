package dev.fides.model;

/** A page was asked for with a cursor that the store did not give. */
public final class InvalidCursorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param cursor as it was given; only its beginning is shown */
    public InvalidCursorException(String cursor, Throwable cause) {
        super(
                "expected a cursor that an earlier page gave, found \""
                        + cursor.substring(0, Math.min(60, cursor.length())) + "\"",
                cause);
    }
}
