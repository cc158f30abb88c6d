package dev.fides.target;

import java.util.Objects;

/**
 * What the engine has to know of a target; the same for as long as the store lives.
 *
 * @param lists whether it can be listed: verification needs it, and clean-up finds strangers by it
 * @param finds whether it finds the id of a record's document by the record's key; a target that assigns ids must
 * @param writeShape what, besides the document, decides what a write leaves in the target, such as the statement or the
 *     address written to; when it changes, everything is written anew. Where the service is and how it is reached is no
 *     part of it
 */
public record TargetTraits(boolean lists, boolean finds, String writeShape) {
    public TargetTraits {
        Objects.requireNonNull(writeShape, "writeShape");
    }
}
