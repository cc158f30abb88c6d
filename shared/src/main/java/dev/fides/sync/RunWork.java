package dev.fides.sync;

/** What the steps of one type of run do. */
interface RunWork {

    /**
     * Works until the step's time is used up or nothing is left.
     *
     * @throws dev.fides.model.FidesException when the step failed and is to be tried again from its checkpoint
     * @throws dev.fides.model.ConflictException when the claim is lost
     */
    StepEnd work(Sync sync, RunTicket ticket);
}
