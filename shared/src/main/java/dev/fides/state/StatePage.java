package dev.fides.state;

import java.util.List;
import java.util.Optional;

/**
 * A page of states.
 *
 * @param next cursor of the next page; empty when this is the last one
 */
public record StatePage(List<StoredState> states, Optional<String> next) {
    public StatePage {
        states = List.copyOf(states);
    }
}
