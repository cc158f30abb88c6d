package dev.fides.model;

import java.time.Duration;
import java.util.Optional;

/** The same call may succeed later: a time-out, an outage, throttling. */
public sealed class RetryableException extends FidesException permits MemoryUnavailableException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public RetryableException(String message, Throwable cause) {
        this(message, null, cause);
    }

    /** @param retryAfter what the other side asked for, or null */
    public RetryableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the other side asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
