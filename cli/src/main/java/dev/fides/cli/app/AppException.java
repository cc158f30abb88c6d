package dev.fides.cli.app;

/** The app did not do what a command wanted of it; the message says what, where and what to do. */
public final class AppException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of no it is. */
    public enum Kind {
        /** It knows no such thing. */
        UNKNOWN(ExitStatus.FAILED),
        /** It does not do it, and says why. */
        REFUSED(ExitStatus.FAILED),
        /** It cannot be asked now; that may pass by itself. */
        AWAY(ExitStatus.NOT_ASKED),
        /** It cannot be asked in this way: another key, another address, or mended settings are needed. */
        NOT_LIKE_THIS(ExitStatus.NOT_ASKED);

        private final int exitStatus;

        Kind(int exitStatus) {
            this.exitStatus = exitStatus;
        }
    }

    private final Kind kind;

    public AppException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** How a command ends that nobody saves from this. */
    public int exitStatus() {
        return kind.exitStatus;
    }
}
