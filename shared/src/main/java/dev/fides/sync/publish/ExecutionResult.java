package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.run.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What came of executing a decision. */
public sealed interface ExecutionResult {

    /** It is done, one way or the other. */
    record Settled(Outcome outcome) implements ExecutionResult {}

    /** It is to be sent again, in this form. */
    record Postponed(Change change, Optional<Duration> after, String why) implements ExecutionResult {}

    /**
     * Somebody else stored a state in between.
     *
     * @param targetWritten whether the target was written all the same, so that nobody knows what it holds
     */
    record LostRace(boolean targetWritten) implements ExecutionResult {}
}
