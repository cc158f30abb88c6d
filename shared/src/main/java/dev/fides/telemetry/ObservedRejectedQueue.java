package dev.fides.telemetry;

import dev.fides.queue.RejectedMessage;
import dev.fides.queue.RejectedQueue;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A queue of rejected messages that counts and logs what is put into it, but never a body. */
final class ObservedRejectedQueue implements RejectedQueue {

    private final Logger log = LoggerFactory.getLogger(ObservedRejectedQueue.class);
    private final RejectedQueue queue;
    private final LongCounter rejected;

    ObservedRejectedQueue(RejectedQueue queue, LongCounter rejected) {
        this.queue = queue;
        this.rejected = rejected;
    }

    @Override
    public void put(RejectedMessage message) {
        queue.put(message);
        rejected.add(1, Attributes.of(Names.QUEUE, message.queue()));
        log.warn("message rejected: {} of queue {}: {}", message.id(), message.queue(), message.reason());
    }

    @Override
    public List<RejectedMessage> list(int limit) {
        return queue.list(limit);
    }

    @Override
    public Optional<RejectedMessage> remove(String id) {
        return queue.remove(id);
    }
}
