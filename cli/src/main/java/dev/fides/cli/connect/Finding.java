package dev.fides.cli.connect;

import dev.fides.cli.connect.Step.Outcome;
import java.util.Optional;

/** What came of a step, before it is known how long it took. */
record Finding(Outcome outcome, String said, Optional<String> change) {

    static Finding ok(String said) {
        return new Finding(Outcome.OK, said, Optional.empty());
    }

    static Finding skipped(String why) {
        return new Finding(Outcome.SKIPPED, why, Optional.empty());
    }

    static Finding warning(String said, String change) {
        return new Finding(Outcome.WARNING, said, Optional.of(change));
    }

    static Finding fault(String said, String change) {
        return new Finding(Outcome.FAULT, said, Optional.of(change));
    }
}
