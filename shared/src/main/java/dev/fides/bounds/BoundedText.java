package dev.fides.bounds;

/**
 * A text that can be looked at only so often: {@code java.util.regex} reads every character through it, so that the number
 * of looks is the work of a match. It counts instead of taking the time, so that the same text always ends the same way.
 */
final class BoundedText implements CharSequence {

    /** So often whoever works on the record is asked to go on; a clock or a flag read at each character would cost more. */
    private static final int BETWEEN_CHECKS = 1 << 14;

    private final String text;
    private long left;

    /** @param steps how many looks are allowed */
    BoundedText(String text, long steps) {
        this.text = text;
        this.left = steps;
    }

    /** @throws Exhausted when all steps are used up */
    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new Exhausted();
        }
        if ((left & (BETWEEN_CHECKS - 1)) == 0) {
            WorkLimit.check();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    /** What was matched is taken out without a limit. */
    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** All steps are used up. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too many steps", null, false, false);
        }
    }
}
