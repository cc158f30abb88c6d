package dev.fides.bounds;

/** Lets work that takes too long end itself: whatever may run for long calls {@link #check} now and then. */
public final class WorkLimit {

    private static final ThreadLocal<Slice<?, ?>> CURRENT = new ThreadLocal<>();

    private WorkLimit() {}

    /**
     * Ends the work on the present item when it took too long.
     *
     * @throws TooLongException when it did
     */
    public static void check() {
        if (isOver()) {
            throw new TooLongException("it took too long");
        }
    }

    /** Whether the work on the present item took too long, here or on a thread that was given up for it. */
    public static boolean isOver() {
        Slice<?, ?> slice = CURRENT.get();
        return slice != null && slice.isOver();
    }

    /** Whether the present item was given up before, so that it must not be begun again. */
    static boolean isGivenUp() {
        Slice<?, ?> slice = CURRENT.get();
        return slice != null && slice.isGivenUp();
    }

    static void begin(Slice<?, ?> slice) {
        CURRENT.set(slice);
    }

    static void end() {
        CURRENT.remove();
    }

    static Slice<?, ?> current() {
        return CURRENT.get();
    }
}
