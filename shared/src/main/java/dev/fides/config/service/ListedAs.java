package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;

/** Where the document is in an item of the target's listing. */
public sealed interface ListedAs {

    /** At this place; the item itself where the pointer is empty. */
    record At(JsonPointer pointer) implements ListedAs {
        public At {
            requireNonNull(pointer, "pointer");
        }
    }

    /** It is what this JSLT file, beside the definition, makes of the item. */
    record MadeBy(String file) implements ListedAs {
        public MadeBy {
            requireNonNull(file, "file");
        }
    }
}
