package dev.fides.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps small documents that several instances read and write at once.
 *
 * <p>Calls that get no answer throw {@link dev.fides.model.RetryableException}.
 */
public interface ControlStore {

    Optional<ControlDocument> read(String id);

    /**
     * Stores a document if what is stored is still what was expected.
     *
     * @param expected the document read before; empty when none may exist
     * @param timeToLive after which it vanishes; empty for never
     * @return the stored document; empty when another one is stored
     */
    Optional<ControlDocument> save(
            String id, ObjectNode content, Optional<ControlDocument> expected, Optional<Duration> timeToLive);

    /**
     * Removes a document if it is still the one that was read.
     *
     * @return false when it is gone, or another version is stored
     */
    boolean remove(ControlDocument expected);

    /** The documents whose id starts with this, in order of their ids, newest last for ids that sort by time. */
    List<ControlDocument> list(String idPrefix, int limit);
}
