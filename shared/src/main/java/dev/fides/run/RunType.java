package dev.fides.run;

/** What a run does. */
public enum RunType {
    /** Publishes what changed at the host. */
    IMPORT,
    /** Publishes everything, changed or not, then cleans up. */
    REIMPORT,
    /** Nominates what the host no longer has. */
    CLEAN_UP,
    /** Reports what an import and a clean-up would do; writes nothing. */
    PLAN,
    /** Compares the target with the mapped host. */
    VERIFY;

    /** Runs of one sync that share a slot exclude each other. */
    public String slot() {
        return switch (this) {
            case IMPORT, REIMPORT -> "import";
            case CLEAN_UP -> "clean-up";
            case PLAN -> "plan";
            case VERIFY -> "verify";
        };
    }
}
