package dev.fides.local.launch.parts;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Starts each part of the machine. */
public interface Parts {

    Part serviceBus(LaunchSettings settings) throws IOException;

    Part cosmos(LaunchSettings settings) throws IOException;

    /**
     * Starts the function host, which needs a while until it is ready.
     *
     * @param appSettings what the app gets as environment variables, besides those of this process
     * @param jvmArguments for its JVM, besides the usual ones
     */
    Part functions(LaunchSettings settings, Map<String, String> appSettings, List<String> jvmArguments)
            throws IOException;
}
