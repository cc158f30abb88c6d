package dev.fides.functions.e2e;

import java.io.IOException;

/**
 * A machine with one function host after its first import.
 *
 * @param firstImport how the first import ended
 */
record RunningApp(Machine machine, Api api, RunView firstImport) implements AutoCloseable {

    static RunningApp start(Machine machine) throws IOException, InterruptedException {
        Api api = machine.startFunctions();
        return new RunningApp(machine, api, api.runImport(Definitions.CITIES));
    }

    /** No faults, the target in step with the host, and all counts at zero. */
    RunningApp inStep() {
        machine.heal();
        api.runImport(Definitions.CITIES).requireStatus("COMPLETED");
        machine.host().control().resetCounters();
        machine.target().control().resetCounters();
        return this;
    }

    RunView runImport() {
        return api.runImport(Definitions.CITIES);
    }

    @Override
    public void close() {
        machine.close();
    }
}
