package dev.fides.queue;

import java.util.List;
import java.util.Optional;

/** Messages that nobody can read, kept for a person. */
public interface RejectedQueue {

    /** Keeps a message with the reason why it could not be read. */
    void put(RejectedMessage message);

    /** The messages kept, oldest first. */
    List<RejectedMessage> list(int limit);

    /** Takes a message out, for good; empty when there is none of this id. */
    Optional<RejectedMessage> remove(String id);
}
