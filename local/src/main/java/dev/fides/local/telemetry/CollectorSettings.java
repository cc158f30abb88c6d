package dev.fides.local.telemetry;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a collector is set up.
 *
 * @param port on the loopback interface; 0 takes a free one
 * @param file where every item that arrives is appended, one JSON line each; empty keeps the summary only
 */
public record CollectorSettings(int port, Optional<Path> file) {
    public CollectorSettings {
        Objects.requireNonNull(file, "file");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
    }

    public static CollectorSettings inMemory() {
        return new CollectorSettings(0, Optional.empty());
    }
}
