package dev.fides.model;

/** How urgent changes are, and with them every call that publishing them needs. */
public enum Priority {
    /** Imports: many, none of them urgent. */
    NORMAL,
    /** Events and requests: they never wait behind an import, in the queues and for a share of a rate limit. */
    HIGH
}
