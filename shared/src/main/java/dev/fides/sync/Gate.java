package dev.fides.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a sync may publish and step now: an operator may have paused it, a circuit may be open. */
public interface Gate {

    /** Why a sync may do nothing now. */
    record Closed(String why, Duration lasts) {}

    /** Empty when the sync may go on. */
    Optional<Closed> closed(Sync sync);

    /** Closed as long as any of these is; the first one that is says why. */
    static Gate all(List<Gate> gates) {
        List<Gate> several = List.copyOf(gates);
        return sync -> several.stream()
                .map(gate -> gate.closed(sync))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
