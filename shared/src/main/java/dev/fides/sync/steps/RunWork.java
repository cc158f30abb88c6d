package dev.fides.sync.steps;

import dev.fides.resilience.Side;
import dev.fides.sync.Sync;
import java.util.Set;

/** What the steps of one type of run do. */
public interface RunWork {

    /** The services that every step calls. */
    default Set<Side> uses() {
        return Set.of(Side.HOST);
    }

    /**
     * Works until the step's time is used up or nothing is left.
     *
     * @throws dev.fides.model.FidesException when the step failed and is to be tried again from its checkpoint
     * @throws dev.fides.model.ConflictException when the claim is lost
     */
    StepEnd work(Sync sync, RunTicket ticket);
}
