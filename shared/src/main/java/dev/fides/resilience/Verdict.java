package dev.fides.resilience;

import java.time.Duration;
import java.util.Optional;

/** What the outcome of one request says about the service. */
public sealed interface Verdict {

    /** It works, even where it refused this request; asking again would change nothing. */
    record Healthy() implements Verdict {}

    /**
     * It is in trouble; the same request may succeed later.
     *
     * @param retryAfter what the service asked for
     */
    record Failing(String why, Optional<Duration> retryAfter) implements Verdict {}

    /**
     * It asks for fewer requests.
     *
     * @param retryAfter what the service asked for; until then every request of the connection is held back
     */
    record Overloaded(String why, Optional<Duration> retryAfter) implements Verdict {}

    /** It is in trouble, and the request must not be repeated before somebody has looked at what came of it. */
    record Doubtful(String why) implements Verdict {}
}
