package dev.fides.local.launch;

import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.machine.TelemetryCollection;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.LocalAppSettings;
import dev.fides.local.launch.parts.Part;
import dev.fides.local.terminal.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts the app with its endpoints, or one part alone, and stays until it is stopped. */
@Command(
        name = "start",
        description =
                "Starts the app with local Service Bus and Cosmos DB endpoints, or one part alone; Ctrl+C ends it.")
final class StartCommand implements Callable<Integer> {

    /** What can be started alone. */
    private enum Alone {
        SERVICEBUS,
        COSMOS,
        FUNCTIONS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By the word that people use. */
    private static final class ByWord implements ITypeConverter<Alone> {
        @Override
        public Alone convert(String word) {
            return Words.find(Alone.values(), word);
        }
    }

    private final Supplier<Launching> start;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            converter = ByWord.class,
            paramLabel = "PART",
            description = "One alone: ${COMPLETION-CANDIDATES}.")
    private Alone alone;

    @Option(names = "--syncs", paramLabel = "DIR", description = "Folder of definitions, instead of FIDES_SYNCS.")
    private Path folder;

    @Option(names = "--telemetry", description = "Collect the app's telemetry in local/target/telemetry.")
    private boolean telemetry;

    StartCommand(Supplier<Launching> start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException {
        if (telemetry && alone != null) {
            throw new ParameterException(
                    spec.commandLine(), "--telemetry is collected of the whole, not of " + alone + " alone");
        }
        Launching with = start.get();
        LaunchSettings settings =
                Optional.ofNullable(folder).map(with.settings()::withSyncs).orElse(with.settings());
        start(settings, with);
        for (Part part : with.machine().parts()) {
            with.out().printf("%-16s %s%n", part.name(), part.address());
        }
        with.out().println("Ready. Ctrl+C ends everything.");
        with.out().flush();
        with.machine().stay();
        return 0;
    }

    private void start(LaunchSettings settings, Launching with) throws IOException {
        Machine machine = with.machine();
        if (alone == null) {
            // Asked first: nothing should start when the last part cannot.
            settings.http().requireFree();
            Extras extras = telemetry ? TelemetryCollection.start(settings, machine, with.out()) : Extras.NONE;
            machine.startServiceBus();
            machine.startCosmos();
            machine.startFunctions(LocalAppSettings.forLocalEndpoints(settings), extras);
            return;
        }
        switch (alone) {
            case SERVICEBUS -> machine.startServiceBus();
            case COSMOS -> machine.startCosmos();
            // The connections decide where Service Bus and Cosmos DB are; they may come up later than the app.
            case FUNCTIONS -> machine.startFunctionsAlone(LocalAppSettings.forFunctionsAlone(settings));
        }
    }
}
