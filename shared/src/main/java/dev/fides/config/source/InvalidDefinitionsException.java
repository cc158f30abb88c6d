package dev.fides.config.source;

import java.util.List;
import java.util.stream.Collectors;

/** Sync definitions cannot be used; the message lists every fault of every file, and where in the code is of no interest. */
public final class InvalidDefinitionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionFault> faults;

    public InvalidDefinitionsException(List<DefinitionFault> faults) {
        super(
                faults.stream()
                        .map(DefinitionFault::toString)
                        .collect(Collectors.joining("\n  ", count(faults) + " in the sync definitions:\n  ", "")),
                null,
                false,
                false);
        this.faults = List.copyOf(faults);
    }

    private static String count(List<DefinitionFault> faults) {
        return faults.size() == 1 ? "1 fault" : faults.size() + " faults";
    }

    public List<DefinitionFault> faults() {
        return faults;
    }
}
