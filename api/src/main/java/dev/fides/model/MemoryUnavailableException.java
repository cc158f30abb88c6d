package dev.fides.model;

import java.time.Duration;

/** Fides' own memory or a queue does not answer, so that neither host nor target, nor a record of theirs, is at fault. */
public final class MemoryUnavailableException extends RetryableException {
    private static final long serialVersionUID = 1L;

    public MemoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param retryAfter what the other side asked for, or null */
    public MemoryUnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, retryAfter, cause);
    }
}
