package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.sync.Sync;
import dev.fides.sync.send.ChangeSender;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at other records that the work on these calls for, each sent once, before what made them necessary is settled. */
final class Notices {

    private final Sync sync;
    private final ChangeSender sender;
    private final Set<Change> waiting = new LinkedHashSet<>();
    private final Set<Change> sent = new LinkedHashSet<>();

    Notices(Sync sync, ChangeSender sender) {
        this.sync = sync;
        this.sender = sender;
    }

    void add(Change change) {
        if (!sent.contains(change)) {
            waiting.add(change);
        }
    }

    /** @throws dev.fides.model.RetryableException when the queue gives no answer */
    void send() {
        if (!waiting.isEmpty()) {
            sender.send(sync, List.copyOf(waiting), Priority.NORMAL);
            sent.addAll(waiting);
            waiting.clear();
        }
    }
}
