package dev.fides.target;

import java.time.Duration;
import java.util.Optional;

/** What came of one write. */
public sealed interface WriteResult {

    /**
     * The target said that it is done.
     *
     * @param id the id the target gave, where it assigns ids
     */
    record Confirmed(Optional<String> id) implements WriteResult {}

    /**
     * The target will not take this document, now or later.
     *
     * @param status HTTP status of the answer
     * @param message what the target said, cut to a readable length
     */
    record Refused(int status, String message) implements WriteResult {}

    /**
     * The target did not take it, but may later; nothing was written.
     *
     * @param retryAfter what the target asked for
     */
    record Unavailable(String message, Optional<Duration> retryAfter) implements WriteResult {}

    /** The request may or may not have been applied: a time-out, a broken connection. */
    record Unknown(String message) implements WriteResult {}
}
