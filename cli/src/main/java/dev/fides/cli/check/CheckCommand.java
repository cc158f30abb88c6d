package dev.fides.cli.check;

import dev.fides.cli.connect.ConnectionCheck;
import dev.fides.cli.connect.Step;
import dev.fides.cli.settings.CommandSettings;
import dev.fides.cli.settings.LocalSyncs;
import dev.fides.cli.settings.Selection;
import dev.fides.config.SyncDefinition;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.config.yaml.SyncDefinitionLoader.LoadedFile;
import dev.fides.mapping.Mapping;
import dev.fides.model.FidesException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks definitions, and with {@code --connect} the services behind them. */
@Command(
        name = "check",
        description = "Checks sync definitions with their mappings and schemas; starts nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is well", "1:there is a fault", "2:the command is not used as it should be"})
public final class CheckCommand implements Callable<Integer> {

    private final CommandSettings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "A sync or its file; all if left out.")
    private String name;

    @Option(
            names = "--connect",
            description =
                    "Also call the services: only reads, nothing is written. Records are mapped as an import would.")
    private boolean connect;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--syncs", paramLabel = "DIR", description = "Folder of definitions, instead of FIDES_SYNCS.")
    private Path folder;

    public CheckCommand(CommandSettings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        List<Checked> checked;
        try {
            List<LoadedFile> files = settings.definitions(Optional.ofNullable(folder));
            checked = Selection.of(files, Optional.ofNullable(name)).stream()
                    .map(this::checked)
                    .toList();
        } catch (InvalidDefinitionsException e) {
            checked = List.of(Checked.nothingFound(e.faults()));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        new CheckReport(out).print(checked, json);
        out.flush();
        return checked.stream().allMatch(Checked::isWell) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Checked checked(LoadedFile file) {
        List<Step> steps =
                connect ? file.definition().map(this::connected).orElseGet(() -> List.of(skipped())) : List.of();
        List<String> warnings =
                file.definition().map(sync -> Mapping.of(sync, "").warnings()).orElse(List.of());
        return new Checked(file.file(), file.name(), file.faults(), warnings, steps);
    }

    private List<Step> connected(SyncDefinition definition) {
        Clock clock = Clock.systemUTC();
        try {
            return new ConnectionCheck(new LocalSyncs(settings, clock).sync(definition), clock).run();
        } catch (FidesException e) {
            return List.of(new Step(
                    "services",
                    Step.Outcome.FAULT,
                    e.getMessage(),
                    Optional.of("mend the part of the definition that is named, before anything can be sent"),
                    Duration.ZERO));
        }
    }

    private static Step skipped() {
        return new Step(
                "services",
                Step.Outcome.SKIPPED,
                "they are called once the definition has no fault",
                Optional.empty(),
                Duration.ZERO);
    }
}
