package dev.fides.cli.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAddress;
import dev.fides.cli.app.AppException;
import dev.fides.cli.settings.CommandSettings;
import dev.fides.cli.settings.LocalSyncs;
import dev.fides.cli.settings.Selection;
import dev.fides.config.SyncDefinition;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.config.yaml.SyncDefinitionLoader.LoadedFile;
import dev.fides.model.RecordKey;
import dev.fides.operations.PreviewView;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.Inspector;
import dev.fides.sync.publish.RecordPreview;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would become of one record: by the running app, or from here where none runs. */
@Command(
        name = "preview",
        description = {
            "Shows a record of the host, its document, the request that would be sent, what the target holds, and what differs."
                    + " Writes nothing.",
            "Asks the app at FIDES_URL (with FIDES_KEY), else the one on this machine; where none runs, it looks from here, as if"
                    + " the sync had never run."
        })
public final class PreviewCommand implements Callable<Integer> {

    private final CommandSettings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The sync.")
    private String name;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key of the record.")
    private String key;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--syncs", paramLabel = "DIR", description = "Folder of definitions, instead of FIDES_SYNCS.")
    private Path folder;

    public PreviewCommand(CommandSettings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (folder != null) {
            // These definitions are meant, and not those of an app that runs.
            print(out, lookedAt(), "Looked at from here, as if nothing were remembered of the record.");
            return CommandLine.ExitCode.OK;
        }
        AppAddress address = address();
        Optional<ObjectNode> preview = Optional.empty();
        String why = "";
        try {
            preview = asked(new App(address));
        } catch (AppException e) {
            if (address.named()) {
                throw e;
            }
            why = "; " + e.getMessage();
        }
        print(
                out,
                preview.orElseGet(this::lookedAt),
                preview.isPresent()
                        ? "By the app at " + address + ", with what it remembers and the definitions it runs."
                        : "Looked at from here, as if nothing were remembered of the record" + why);
        return CommandLine.ExitCode.OK;
    }

    private AppAddress address() {
        try {
            return AppAddress.of(settings);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Optional<ObjectNode> asked(App app) {
        String path = "syncs/" + App.encoded(name) + "/preview?key=" + App.encoded(key);
        return Optional.of(app.get(path, "intent").json());
    }

    private void print(PrintWriter out, ObjectNode preview, String by) {
        if (json) {
            out.println(preview.toPrettyString());
        } else {
            out.println(by);
            new PreviewReport(out).print(preview);
        }
        out.flush();
    }

    private ObjectNode lookedAt() {
        Clock clock = Clock.systemUTC();
        RecordKey record = new RecordKey(key);
        Sync sync = new LocalSyncs(settings, clock).sync(definition());
        Inspector inspector = new Inspector(new NothingRemembered(), clock);
        return PreviewView.of(sync, record, new RecordPreview(inspector, clock).of(sync, record));
    }

    private SyncDefinition definition() {
        try {
            LoadedFile file = Selection.of(settings.definitions(Optional.ofNullable(folder)), Optional.of(name))
                    .get(0);
            return file.definition().orElseThrow(() -> new InvalidDefinitionsException(file.faults()));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
