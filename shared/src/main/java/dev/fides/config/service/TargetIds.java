package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;

/** Who gives the ids the target knows its documents by. */
public sealed interface TargetIds {

    /** The mapped document has the id, a string or an integer, at this place. */
    record InDocument(JsonPointer pointer) implements TargetIds {
        public InDocument {
            requireNonNull(pointer, "pointer");
        }
    }

    /** The target assigns it on create; it is found again by the host record's key. */
    record AssignedByTarget() implements TargetIds {}
}
