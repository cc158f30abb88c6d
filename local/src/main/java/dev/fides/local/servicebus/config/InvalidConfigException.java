package dev.fides.local.servicebus.config;

import java.nio.file.Path;
import java.util.List;

/** A configuration file that cannot be used, with every fault found in it. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    InvalidConfigException(Path file, List<String> faults) {
        super("Cannot use " + file + ":\n  " + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, each as {@code path: reason}. */
    public List<String> faults() {
        return faults;
    }
}
