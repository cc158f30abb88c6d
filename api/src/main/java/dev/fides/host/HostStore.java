package dev.fides.host;

import dev.fides.model.RecordKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Reads records of one sync's host. Implementations are safe for use by several threads.
 *
 * <p>Calls that get no usable answer throw {@link dev.fides.model.RetryableException} or
 * {@link dev.fides.model.PermanentException}; a broken page (no array, bad status) never looks like an empty one.
 */
public interface HostStore {

    /** What the engine has to know of this host. Answers from memory. */
    HostTraits traits();

    /**
     * One page of all records.
     *
     * @param cursor {@link HostPage#next()} of the page before; empty for the first page
     */
    HostPage list(Optional<String> cursor);

    /**
     * The records with these keys, as they are at this moment.
     *
     * @return one reading for every key asked for, also where the host could not be read
     */
    Map<RecordKey, HostReading> get(Collection<RecordKey> keys);

    /**
     * What is wrong with how the host is asked, although it gives every answer in the end, as when all requests for several
     * keys are refused and each key is asked for alone: a run shows it to people. Answers from memory.
     */
    default Optional<String> complaint() {
        return Optional.empty();
    }
}
