package dev.fides.cli.check;

import dev.fides.cli.connect.Step;
import dev.fides.config.source.DefinitionFault;
import java.util.List;
import java.util.Optional;

/**
 * What was found of one definition.
 *
 * @param warnings what works, but not as well as it could
 * @param steps what was tried with its services; empty where nothing was to be tried, or the definition has faults
 */
record Checked(
        String file, Optional<String> sync, List<DefinitionFault> faults, List<String> warnings, List<Step> steps) {
    Checked {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
        steps = List.copyOf(steps);
    }

    /** The folder has no definition. */
    static Checked nothingFound(List<DefinitionFault> faults) {
        return new Checked(faults.get(0).file(), Optional.empty(), faults, List.of(), List.of());
    }

    boolean isWell() {
        return faults.isEmpty() && steps.stream().noneMatch(step -> step.outcome() == Step.Outcome.FAULT);
    }
}
