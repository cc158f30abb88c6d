package dev.fides.queue;

import java.util.Objects;
import java.util.Optional;

/**
 * "Do this step of this run."
 *
 * @param step the step number the run must be at; otherwise the message is out of date and dropped
 * @param traceParent W3C trace context of the sender
 */
public record StepMessage(String sync, String runId, int step, Optional<String> traceParent) {
    public StepMessage {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(traceParent, "traceParent");
    }
}
