package dev.fides.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When parked records are tried again.
 *
 * @param attempts after so many a record waits for its content or mapping to change, or for a request
 * @param backoff the first wait, doubled after every attempt
 * @param maxBackoff the longest wait
 */
public record FailureRules(int attempts, Duration backoff, Duration maxBackoff) {
    public FailureRules {
        requireNonNull(backoff, "backoff");
        requireNonNull(maxBackoff, "maxBackoff");
    }
}
