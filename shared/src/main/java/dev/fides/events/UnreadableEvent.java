package dev.fides.events;

import java.util.Objects;

/**
 * An event that nobody can read.
 *
 * @param text the event as JSON
 * @param reason what was expected and what was found
 */
public record UnreadableEvent(String text, String reason) {
    public UnreadableEvent {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reason, "reason");
    }
}
