package dev.fides.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which step of a run is queued or under way, and who does it.
 *
 * @param step number of the step, from 0; a message for another number is out of date
 * @param claim number of the present claim, under which pages are written. It is another one whenever somebody may have
 *     begun a page and not finished it, and the same where a step handed on: else a long run would have as many as steps
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
        return new Stepping(0, 1, Optional.empty(), Optional.of(completeBy), 0);
    }

    Stepping claimed(String newOwner, Instant until) {
        return new Stepping(step, nextClaim(), Optional.of(newOwner), Optional.of(until), failures);
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
        return new Stepping(step, nextClaim(), Optional.empty(), Optional.of(until), failures + 1);
    }

    Stepping postponed(Instant until) {
        return new Stepping(step, nextClaim(), Optional.empty(), Optional.of(until), failures);
    }

    /** Whoever had the run may have written something of the page it was at. */
    private int nextClaim() {
        return owner.isPresent() ? claim + 1 : claim;
    }

    Stepping idle() {
        return new Stepping(step, claim, Optional.empty(), Optional.empty(), failures);
    }
}
