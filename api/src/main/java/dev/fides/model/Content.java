package dev.fides.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What a record or a document holds: a tree, or something smaller from which the tree is made whenever it is asked for, because
 * the trees of all of a large page would not fit into memory.
 */
public sealed interface Content {

    /** The tree; never changed by Fides. Whoever needs it more than once keeps it meanwhile. */
    JsonNode read();

    /** Bytes that the tree takes, where that is known without making it. */
    OptionalLong footprint();

    /** Bytes that are kept instead of the tree; empty where the tree itself is there. */
    OptionalLong held();

    /** A tree that is there. */
    static Content of(JsonNode tree) {
        return new Tree(tree);
    }

    /**
     * A tree that is made when it is asked for.
     *
     * @param reading always gives an equal tree, and never fails
     * @param held bytes that are kept instead
     * @param footprint bytes that the tree takes, roughly
     */
    static Content later(Supplier<JsonNode> reading, long held, long footprint) {
        return new Later(reading, held, footprint);
    }

    /** A tree that is there. */
    record Tree(JsonNode read) implements Content {
        public Tree {
            Objects.requireNonNull(read, "body");
        }

        @Override
        public OptionalLong footprint() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong held() {
            return OptionalLong.empty();
        }
    }

    /** A tree that is made when it is asked for. */
    record Later(Supplier<JsonNode> reading, long kept, long bytes) implements Content {
        public Later {
            Objects.requireNonNull(reading, "reading");
            if (kept < 0 || bytes < 0) {
                throw new IllegalArgumentException("expected 0 bytes or more, found " + kept + " and " + bytes);
            }
        }

        @Override
        public JsonNode read() {
            return reading.get();
        }

        @Override
        public OptionalLong footprint() {
            return OptionalLong.of(bytes);
        }

        @Override
        public OptionalLong held() {
            return OptionalLong.of(kept);
        }
    }
}
