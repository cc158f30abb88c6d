package dev.fides.local.functionhost.app;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.Map;

/**
 * One run of one function.
 *
 * @param value what the trigger brought
 * @param metadata what {@code @BindingName} can name; names are case sensitive
 */
record Invocation(ExecutionContext context, BoundValue value, Map<String, BoundValue> metadata) {

    /**
     * The metadata of a name.
     *
     * @throws IllegalArgumentException when there is none, which fails the invocation as on Azure
     */
    BoundValue metadata(String name) {
        BoundValue found = metadata.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the trigger has no metadata @BindingName(\"%s\")".formatted(name));
        }
        return found;
    }
}
