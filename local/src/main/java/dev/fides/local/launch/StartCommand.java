package dev.fides.local.launch;

import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.machine.TelemetryCollection;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.LocalAppSettings;
import dev.fides.local.launch.parts.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Set;

/** Starts the app with its endpoints, or one part alone, and stays until it is stopped. */
final class StartCommand {

    private final LaunchSettings settings;
    private final PrintStream out;

    StartCommand(LaunchSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    void runAll(Machine machine, Set<Option> options) throws IOException {
        // Asked first: nothing should start when the last part cannot.
        settings.http().requireFree();
        var extras =
                options.contains(Option.TELEMETRY) ? TelemetryCollection.start(settings, machine, out) : Extras.NONE;
        machine.startServiceBus();
        machine.startCosmos();
        machine.startFunctions(LocalAppSettings.forLocalEndpoints(settings), extras);
        stay(machine);
    }

    void runServiceBus(Machine machine) throws IOException {
        machine.startServiceBus();
        stay(machine);
    }

    void runCosmos(Machine machine) throws IOException {
        machine.startCosmos();
        stay(machine);
    }

    /** The connections decide where Service Bus and Cosmos DB are; they may come up later than the app. */
    void runFunctions(Machine machine) throws IOException {
        machine.startFunctionsAlone(LocalAppSettings.forFunctionsAlone(settings));
        stay(machine);
    }

    private void stay(Machine machine) {
        for (Part part : machine.parts()) {
            out.printf("%-16s %s%n", part.name(), part.address());
        }
        out.println("Ready. Ctrl+C ends everything.");
        out.flush();
        machine.stay();
    }
}
