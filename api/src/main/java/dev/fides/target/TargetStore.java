package dev.fides.target;

import dev.fides.model.RecordKey;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes documents of one sync's target. Implementations are safe for use by several threads.
 *
 * <p>Every write may happen twice without harm: a create that meets an existing document becomes an update, an update
 * that meets none becomes a create, a delete that meets none has succeeded.
 */
public interface TargetStore {

    /** What the engine has to know of this target. Answers from memory. */
    TargetTraits traits();

    /**
     * One page of the target's documents; asked for only where {@link TargetTraits#lists()}.
     *
     * @param cursor {@link TargetPage#next()} of the page before; empty for the first page
     */
    TargetPage list(Optional<String> cursor);

    /**
     * Writes documents, in one request or many. Never throws for a single document.
     *
     * @param writes at most one for a key
     * @return one result for each write, in the same order
     */
    List<WriteResult> write(List<TargetWrite> writes);

    /**
     * What would be sent for a write, made as {@link #write} makes it; sends nothing. Empty where a target does not tell.
     *
     * @throws dev.fides.model.PermanentException when no request can be made of it
     */
    default Optional<TargetRequest> preview(TargetWrite write) {
        return Optional.empty();
    }

    /** The id under which the target knows this record; asked for only where {@link TargetTraits#finds()}. */
    Optional<String> find(RecordKey key);
}
