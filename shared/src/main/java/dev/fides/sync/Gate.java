package dev.fides.sync;

import dev.fides.resilience.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a sync may publish and step now: an operator may have paused it, a circuit may be open. */
@FunctionalInterface
public interface Gate {

    /** Why a sync may do nothing now. */
    record Closed(String why, Duration lasts) {}

    /** Empty when the sync may go on. Asking changes nothing. */
    Optional<Closed> closed(Sync sync);

    /**
     * Asks to begin a piece of work. A gate that lets one piece of work pass at a time lets this one.
     *
     * @param uses the services that the work will call
     * @return empty when the work may begin
     */
    default Optional<Closed> enter(Sync sync, Set<Side> uses) {
        return closed(sync);
    }

    /** A gate that is open when all of these are; the first one that is closed says why, and the rest is not asked. */
    static Gate all(List<Gate> gates) {
        List<Gate> inOrder = List.copyOf(gates);
        return new Gate() {
            @Override
            public Optional<Closed> closed(Sync sync) {
                return inOrder.stream()
                        .flatMap(gate -> gate.closed(sync).stream())
                        .findFirst();
            }

            @Override
            public Optional<Closed> enter(Sync sync, Set<Side> uses) {
                return inOrder.stream()
                        .flatMap(gate -> gate.enter(sync, uses).stream())
                        .findFirst();
            }
        };
    }
}
