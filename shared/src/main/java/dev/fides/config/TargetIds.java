package dev.fides.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.model.RecordKey;

/** Who gives the ids the target knows its documents by. */
public sealed interface TargetIds {

    /** The key of the state that says which record owns an id. */
    default RecordKey ownerKey(String id) {
        return (this instanceof InDocument in ? in.compare() : IdComparison.EXACT).ownerKey(id);
    }

    /** Whether the target takes two ids for the same. */
    default boolean isSame(String one, String other) {
        return ownerKey(one).equals(ownerKey(other));
    }

    /**
     * The mapped document has the id, a string or an integer, at this place.
     *
     * @param compare which ids the target takes for the same
     */
    record InDocument(JsonPointer pointer, IdComparison compare) implements TargetIds {
        public InDocument {
            requireNonNull(pointer, "pointer");
            requireNonNull(compare, "compare");
        }

        /** Ids of which every character counts. */
        public InDocument(JsonPointer pointer) {
            this(pointer, IdComparison.EXACT);
        }
    }

    /** The target assigns it on create; it is found again by the host record's key. */
    record AssignedByTarget() implements TargetIds {}
}
