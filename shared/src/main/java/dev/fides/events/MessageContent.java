package dev.fides.events;

import java.util.List;
import java.util.Objects;

/** What was found in a message. */
public sealed interface MessageContent {

    /**
     * Events, and what stood among them but cannot be read.
     *
     * @param unreadable the others are not held up by them
     */
    record Events(List<HostEvent> events, List<UnreadableEvent> unreadable) implements MessageContent {
        public Events {
            events = List.copyOf(events);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Event Grid asks whether this endpoint wants its events.
     *
     * @param code to be echoed as {@code validationResponse}
     */
    record Validation(String code) implements MessageContent {
        public Validation {
            Objects.requireNonNull(code, "code");
        }
    }

    /**
     * Nobody can read it.
     *
     * @param reason what was expected and what was found
     */
    record Unreadable(String reason) implements MessageContent {
        public Unreadable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
