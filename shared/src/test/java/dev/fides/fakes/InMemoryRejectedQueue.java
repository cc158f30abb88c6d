package dev.fides.fakes;

import dev.fides.queue.RejectedMessage;
import dev.fides.queue.RejectedQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rejected messages in memory. */
public final class InMemoryRejectedQueue implements RejectedQueue {

    private final Map<String, RejectedMessage> messages = new LinkedHashMap<>();
    private final Faults faults = new Faults();

    public Faults faults() {
        return faults;
    }

    @Override
    public synchronized void put(RejectedMessage message) {
        faults.beforeCall("reject message " + message.id());
        messages.put(message.id(), message);
        faults.afterWrite("reject message " + message.id());
    }

    @Override
    public synchronized List<RejectedMessage> list(int limit) {
        faults.beforeCall("list rejected messages");
        return messages.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<RejectedMessage> remove(String id) {
        faults.beforeCall("remove rejected message " + id);
        return Optional.ofNullable(messages.remove(id));
    }
}
