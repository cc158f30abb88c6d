package dev.fides.sync;

/** Does one thing after the other, whatever becomes of those before, and fails at the end if one failed. */
public final class AttemptAll {

    private RuntimeException first;

    public void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    /** Throws what failed first, with the others as suppressed exceptions. */
    public void finish() {
        if (first != null) {
            throw first;
        }
    }
}
