package dev.fides.local.launch.parts;

import java.util.List;
import java.util.Map;

/**
 * What the function host gets besides the usual.
 *
 * @param appSettings environment variables of its process
 * @param jvmArguments for its JVM
 */
public record Extras(Map<String, String> appSettings, List<String> jvmArguments) {

    public static final Extras NONE = new Extras(Map.of(), List.of());

    public Extras {
        appSettings = Map.copyOf(appSettings);
        jvmArguments = List.copyOf(jvmArguments);
    }

    public static Extras jvmArgument(String argument) {
        return new Extras(Map.of(), List.of(argument));
    }
}
