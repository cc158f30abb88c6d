/**
 * Retry, circuit breaker, rate limit and bulkhead around each connection. Of REST services single HTTP requests are counted:
 * this lies inside the HTTP layer and not around the stores, because one store call may be many requests (groups of keys,
 * halved bulk requests, conversions) and each of them, repeated or not, is a request to the service. Of stores that are
 * classes nobody but the class knows its requests: there whole calls are counted, in {@code dev.fides.stores}.
 *
 * <p>Circuit breaker and bulkhead are Resilience4j's. Retry and rate limit are Fides' own, because an earlier
 * attempt with an unknown outcome must stay visible, and because both must run on an injected clock.
 */
package dev.fides.resilience;
