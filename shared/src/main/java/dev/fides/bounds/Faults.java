package dev.fides.bounds;

/** Tells faults that one piece of work has from those that the whole process has. */
public final class Faults {

    private Faults() {}

    /**
     * Throws on what is a fault of the process, such as an {@link OutOfMemoryError}: nobody may go on as if only one piece
     * of work had failed. A stack that overflowed is free again, and its fault is the work's own.
     */
    public static void passOn(Throwable fault) {
        if (fault instanceof VirtualMachineError error && !(fault instanceof StackOverflowError)) {
            throw error;
        }
    }
}
