package dev.fides.run;

/** What a run does. The work of each type is registered in the engine. */
public enum RunType {
    /** Publishes what changed at the host. */
    IMPORT("import", true),
    /** Publishes everything, changed or not, then cleans up. */
    REIMPORT("import", true),
    /** Nominates what the host no longer has. */
    CLEAN_UP("clean-up", false),
    /** Reports what an import and a clean-up would do; writes nothing. */
    PLAN("plan", false),
    /** Compares the target with the mapped host. */
    VERIFY("verify", false);

    private final String slot;
    private final boolean imports;

    RunType(String slot, boolean imports) {
        this.slot = slot;
        this.imports = imports;
    }

    /** Runs of one sync that share a slot exclude each other. */
    public String slot() {
        return slot;
    }

    /** Whether it sends what the host has, in bulk: it waits for a full backlog, and stops when too much of it fails. */
    public boolean imports() {
        return imports;
    }
}
