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

    /** It must be looked at again first, in this form. */
    record LookAgain(Change change) implements ExecutionResult {}

    /**
     * Somebody else stored a state in between.
     *
     * @param targetWritten whether the target was written all the same, so that nobody knows what it holds
     * @param writtenId under which id, where it is known
     */
    record LostRace(boolean targetWritten, Optional<String> writtenId) implements ExecutionResult {
        /** Of a record that nothing was written of. */
        static LostRace unwritten() {
            return new LostRace(false, Optional.empty());
        }
    }
}
