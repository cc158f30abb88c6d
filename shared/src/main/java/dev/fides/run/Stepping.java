package dev.fides.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which step of a run is queued or under way, and who does it.
 *
 * @param step number of the step, from 0; a message for another number is out of date
 * @param claim how often a step claimed the run; the number of the present claim
 * @param owner the invocation that works on it now
 * @param completeBy when the supervisor is to act if nothing happened; empty when no step is expected
 * @param failures failed steps in a row
 */
public record Stepping(int step, int claim, Optional<String> owner, Optional<Instant> completeBy, int failures) {

    /** No step is expected. */
    public static final Stepping NONE = new Stepping(0, 0, Optional.empty(), Optional.empty(), 0);

    public Stepping {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(completeBy, "completeBy");
    }

    /** The first step is about to be queued. */
    static Stepping first(Instant completeBy) {
        return new Stepping(0, 0, Optional.empty(), Optional.of(completeBy), 0);
    }

    Stepping claimed(String newOwner, Instant until) {
        return new Stepping(step, claim + 1, Optional.of(newOwner), Optional.of(until), failures);
    }

    Stepping renewed(Instant until) {
        return new Stepping(step, claim, owner, Optional.of(until), 0);
    }

    /** Still at work; whether it gets anywhere is not said. */
    Stepping alive(Instant until) {
        return new Stepping(step, claim, owner, Optional.of(until), failures);
    }

    Stepping next(Instant until) {
        return new Stepping(step + 1, claim, Optional.empty(), Optional.of(until), 0);
    }

    Stepping failed(Instant until) {
        return new Stepping(step, claim, Optional.empty(), Optional.of(until), failures + 1);
    }

    Stepping postponed(Instant until) {
        return new Stepping(step, claim, Optional.empty(), Optional.of(until), failures);
    }

    Stepping idle() {
        return new Stepping(step, claim, Optional.empty(), Optional.empty(), failures);
    }
}
