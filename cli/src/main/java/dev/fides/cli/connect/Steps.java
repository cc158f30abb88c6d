package dev.fides.cli.connect;

import dev.fides.model.FidesException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does one step after the other, and notes what came of each and how long it took. */
final class Steps {

    private final Clock clock;
    private final List<Step> done = new ArrayList<>();

    Steps(Clock clock) {
        this.clock = clock;
    }

    /**
     * A step that may fail as calls of services do.
     *
     * @param side host or target, for what is to be done about a failure
     */
    void step(String name, String side, Supplier<Finding> work) {
        Instant from = clock.instant();
        Finding finding;
        try {
            finding = work.get();
        } catch (FidesException e) {
            finding = new Finding(Step.Outcome.FAULT, e.getMessage(), Optional.of(Remedies.of(side, e.getMessage())));
        } catch (RuntimeException e) {
            finding = Finding.fault(e.toString(), "look at the class that the definition names for the " + side);
        }
        done.add(new Step(
                name, finding.outcome(), finding.said(), finding.change(), Duration.between(from, clock.instant())));
    }

    List<Step> done() {
        return List.copyOf(done);
    }
}
