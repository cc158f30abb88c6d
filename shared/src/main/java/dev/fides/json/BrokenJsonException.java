package dev.fides.json;

/** The brackets, quotes or commas of a text do not fit, so that nobody can tell its parts apart. */
public final class BrokenJsonException extends InvalidJsonException {
    private static final long serialVersionUID = 1L;

    /** @param at byte of the text, from 0 */
    BrokenJsonException(int at, String message) {
        super(message + " (byte " + at + ")");
    }
}
