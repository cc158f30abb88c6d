package dev.fides.resilience;

import java.time.Duration;
import java.util.Objects;

/** Whether a request may be sent, as far as others know. */
public sealed interface Admission {

    /** It may, unless this process knows better. */
    record Granted() implements Admission {}

    /** It must be sent, whatever this process has seen: an operator wants it. */
    record Forced() implements Admission {}

    /** It alone may be sent: what comes of it decides about all others, and must be reported. */
    record Trial() implements Admission {}

    /** It may not. */
    record Refused(Duration retryAfter) implements Admission {
        public Refused {
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }
}
