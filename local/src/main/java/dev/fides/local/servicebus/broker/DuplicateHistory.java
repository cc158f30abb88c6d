package dev.fides.local.servicebus.broker;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers message ids for a while, to tell doubles; without a window it remembers nothing. */
final class DuplicateHistory {
    private final Optional<Duration> window;
    private final Map<String, Long> seen = new LinkedHashMap<>();

    DuplicateHistory(Optional<Duration> window) {
        this.window = window;
    }

    /** Whether a message with this id was accepted within the window; if not, it is remembered from now on. */
    boolean isDouble(MessageContent message, long now) {
        if (window.isEmpty()) {
            return false;
        }
        forgetBefore(now - window.get().toMillis());
        return seen.putIfAbsent(message.messageId(), now) != null;
    }

    private void forgetBefore(long moment) {
        Iterator<Long> oldestFirst = seen.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next() <= moment) {
            oldestFirst.remove();
        }
    }
}
