package dev.fides.config;

import java.util.List;
import java.util.stream.Collectors;

/** Sync definitions cannot be used; the message lists every fault of every file. */
public final class InvalidDefinitionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionFault> faults;

    public InvalidDefinitionsException(List<DefinitionFault> faults) {
        super(faults.stream()
                .map(DefinitionFault::toString)
                .collect(Collectors.joining("\n  ", faults.size() + " faults in the sync definitions:\n  ", "")));
        this.faults = List.copyOf(faults);
    }

    public List<DefinitionFault> faults() {
        return faults;
    }
}
