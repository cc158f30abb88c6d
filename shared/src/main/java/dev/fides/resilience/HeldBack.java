package dev.fides.resilience;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that was not sent, for the service's sake.
 *
 * @param why for a person
 * @param retryAfter when it is worth trying again, where that is known
 */
public record HeldBack(String why, Optional<Duration> retryAfter) {}
