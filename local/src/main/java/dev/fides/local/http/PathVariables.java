package dev.fides.local.http;

import java.util.Map;

/**
 * The parts of a path that a template names.
 *
 * @param encoded as they were sent
 */
public record PathVariables(Map<String, String> encoded) {

    public PathVariables {
        encoded = Map.copyOf(encoded);
    }

    /**
     * A part, decoded.
     *
     * @throws IllegalArgumentException when the template has no such part, or the path leaves it out
     */
    public String get(String name) {
        if (!encoded.containsKey(name)) {
            throw new IllegalArgumentException("The path has no part " + name + ".");
        }
        return PercentEncoding.decodePath(encoded.get(name));
    }
}
