package dev.fides.model;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/**
 * Where a record has its key.
 *
 * @param parts one pointer, or several to the parts of which the key is composed, in their order
 */
public record KeyPointers(List<JsonPointer> parts) {
    public KeyPointers {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a key needs a place");
        }
    }

    /** The place of a key that is one member. */
    public KeyPointers(JsonPointer pointer) {
        this(List.of(pointer));
    }

    /** Whether keys are composed of several members. */
    public boolean composed() {
        return parts.size() > 1;
    }

    @Override
    public String toString() {
        return composed() ? parts.toString() : parts.get(0).toString();
    }
}
