package dev.fides.queue;

/** The queues of the namespace. */
public final class QueueNames {

    public static final String CHANGES = "fides-changes";
    public static final String CHANGES_PRIORITY = "fides-changes-priority";
    public static final String STEPS = "fides-steps";
    public static final String HOST_EVENTS = "fides-host-events";
    public static final String REJECTED = "fides-rejected";

    private QueueNames() {}
}
