package dev.fides.local.functionhost.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code @BindingName} can name, collected as the Azure host collects it: one map that ignores the case of names,
 * in which the first spelling of a name is kept and the last value wins. The worker then looks a name up by its exact
 * spelling, so that a name which somebody else spelled first may not be found.
 */
public final class BindingData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, BoundValue> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Adds a value, or replaces the one of this name under its old spelling. */
    public void put(String name, BoundValue value) {
        // A tree map keeps the key that is there.
        values.put(name, value);
    }

    /**
     * Adds the members of a text that is a JSON object, but none that are arrays or null. Objects stay JSON, everything
     * else becomes text; any other text adds nothing.
     */
    public void putMembersOf(String text) {
        if (!text.strip().startsWith("{")) {
            return;
        }
        try {
            JSON.readTree(text).properties().stream()
                    .filter(member ->
                            !member.getValue().isArray() && !member.getValue().isNull())
                    .forEach(member -> put(member.getKey(), value(member.getValue())));
        } catch (JsonProcessingException e) {
            // What only looks like JSON has no members, for the Azure host too.
            return;
        }
    }

    /** The values by the spelling that was kept. */
    public Map<String, BoundValue> byExactName() {
        return new HashMap<>(values);
    }

    private static BoundValue value(JsonNode member) {
        if (member.isObject()) {
            return new BoundValue.Json(member.toString());
        }
        // As .NET spells them.
        return new BoundValue.Text(member.isBoolean() ? member.booleanValue() ? "True" : "False" : member.asText());
    }
}
