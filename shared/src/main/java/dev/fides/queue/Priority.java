package dev.fides.queue;

/** Which of the two change queues a batch travels in. */
public enum Priority {
    /** Imports: many, none of them urgent. */
    NORMAL,
    /** Events and requests: never wait behind an import. */
    HIGH
}
