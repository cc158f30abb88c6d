package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A built-in function.
 *
 * @param name in capitals
 * @param least fewest arguments
 * @param most most arguments
 */
public record BuiltIn(String name, int least, int most, Body body) {
    /** What it computes; arguments may be undefined. */
    @FunctionalInterface
    public interface Body {
        JsonNode apply(List<JsonNode> arguments);
    }

    void requireArguments(int count) {
        if (count < least || count > most) {
            String range = least == most ? "" + least : least + " to " + most;
            throw new SqlException("'" + name + "' takes " + range + " arguments, not " + count + ".");
        }
    }
}
