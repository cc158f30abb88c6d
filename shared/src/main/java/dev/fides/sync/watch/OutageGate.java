package dev.fides.sync.watch;

import dev.fides.limits.SharedCircuits;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import dev.fides.sync.Gate;
import dev.fides.sync.Sync;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Is closed while a service that the work needs is known to be down: one piece of work at a time tries it. */
public final class OutageGate implements Gate {

    private final SharedCircuits circuits;

    public OutageGate(SharedCircuits circuits) {
        this.circuits = circuits;
    }

    @Override
    public Optional<Closed> closed(Sync sync) {
        return EnumSet.allOf(Side.class).stream()
                .flatMap(side -> closed(sync, side, circuits.downFor(connection(sync, side))).stream())
                .findFirst();
    }

    /** Asks for all services before it takes the right to try one of them. */
    @Override
    public Optional<Closed> enter(Sync sync, Set<Side> uses) {
        return uses.stream()
                .flatMap(side -> closed(sync, side, circuits.closedFor(connection(sync, side))).stream())
                .findFirst()
                .or(() -> uses.stream()
                        .flatMap(side -> closed(sync, side, circuits.enter(connection(sync, side))).stream())
                        .findFirst());
    }

    private Optional<Closed> closed(Sync sync, Side side, Optional<Duration> lasts) {
        return lasts.map(time -> new Closed(circuits.reason(connection(sync, side)), time));
    }

    private static ConnectionId connection(Sync sync, Side side) {
        return new ConnectionId(sync.name(), side);
    }
}
