package dev.fides.sync;

import java.util.List;
import java.util.Map;

/**
 * What became of the events of one message; {@code events in it = accepted + ignored + rejected}.
 *
 * @param accepted events that were turned into refreshes
 * @param ignored events that no definition listens to
 * @param rejected why the others could not be used, one reason each
 * @param refreshes how many records will be looked at, by sync
 */
public record EventReceipt(int accepted, int ignored, List<String> rejected, Map<String, Integer> refreshes) {
    public EventReceipt {
        rejected = List.copyOf(rejected);
        refreshes = Map.copyOf(refreshes);
    }

    public static EventReceipt ofIgnored() {
        return new EventReceipt(0, 1, List.of(), Map.of());
    }

    public static EventReceipt ofRejected(String reason) {
        return new EventReceipt(0, 0, List.of(reason), Map.of());
    }
}
