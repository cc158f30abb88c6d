package dev.fides.cli.init;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fides.cli.settings.CommandSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first definition of a sync. */
@Command(
        name = "init",
        description = {
            "Writes a first definition with mapping and schema, and says what was guessed and what is left to decide.",
            "Without --from it looks at one page of the host, and tries to read one record: only GET."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "1:nothing was written", "2:the command is not used as it should be"})
public final class InitCommand implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** Descriptions of large services have some ten million characters; the library's own limit is three. */
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final CommandSettings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "Of the sync: lower case letters, digits, hyphens.")
    private String name;

    @Option(
            names = "--host",
            paramLabel = "URL",
            description = "The address that lists records, such as https://api.example/v1/cities?page=1;"
                    + " with --from the address of the API, where the description does not have it.")
    private URI host;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "A description of the host's API: OpenAPI 3 or Swagger 2, YAML or JSON.")
    private Path description;

    @Option(names = "--path", paramLabel = "PATH", description = "With --from: the path that lists records.")
    private String path;

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            description = "Sent when the page is looked at; its value is written nowhere. May be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--syncs", paramLabel = "DIR", description = "Folder to write to; FIDES_SYNCS, or ./syncs.")
    private Path folder;

    public InitCommand(CommandSettings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        requireSense();
        Draft draft = new Draft();
        if (description == null) {
            Map<String, String> sent = sentHeaders();
            new SampleHost(new Look(sent), host).describe(draft);
            new Credentials(draft, name).sent(sent.keySet());
        } else {
            OpenApi api = new OpenApi(read(description));
            baseUrl(draft, api);
            new DescribedHost(api, name).describe(draft, Optional.ofNullable(path));
        }
        if (draft.paging().isEmpty() && !draft.pagingIsOpen()) {
            draft.leave(
                    "/host/list/paging: nothing shows that there is more than one page; is everything in one answer?");
        }
        if (draft.key().filter(key -> !key.equals("/id")).isPresent()
                && draft.record().path("properties").has("id")) {
            draft.leave(name + ".jslt: the record has an id beside its key "
                    + draft.key().get() + "; the document's id is made of the key, and the other one is left out");
        }
        draft.leave("/target: address, credentials, paths, and /id, by which it knows a document");
        draft.leave(name + ".jslt: what the target wants of a record, and under which names");
        Path to = Optional.ofNullable(folder)
                .or(() -> settings.find("FIDES_SYNCS").map(Path::of))
                .orElse(Path.of("syncs"));
        try {
            DraftFiles files = new DraftFiles(name, draft);
            report(draft, to, files.write(to), files.settings());
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + " is there already; nothing was written. Choose another name, or move it away", e);
        }
        return CommandLine.ExitCode.OK;
    }

    private void requireSense() {
        if (!NAME.matcher(name).matches()) {
            throw misused(
                    "expected a NAME of lower case letters, digits and hyphens that begins with a letter, at most 40"
                            + " characters, found " + name);
        }
        if (host == null && description == null) {
            throw misused("expected --host URL, --from FILE, or both");
        }
        if (description == null ? path != null : !headers.isEmpty()) {
            throw misused(description == null ? "--path goes with --from" : "--header goes without --from");
        }
        if (host != null && (host.getHost() == null || !List.of("http", "https").contains(host.getScheme()))) {
            throw misused("expected an http or https URL after --host, found " + host);
        }
        if (host != null && host.getRawUserInfo() != null) {
            throw misused("expected a URL without credentials after --host; send them with --header");
        }
    }

    private CommandLine.ParameterException misused(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private Map<String, String> sentHeaders() {
        Map<String, String> sent = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw misused("expected NAME:VALUE after --header");
            }
            sent.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return sent;
    }

    private static JsonNode read(Path description) throws IOException {
        if (!Files.isRegularFile(description)) {
            throw new IllegalArgumentException("expected a file after --from, found none at " + description);
        }
        try {
            String text = Files.readString(description);
            // Tabs, and escapes that YAML does not know, are common in JSON.
            return text.stripLeading().startsWith("{") ? new ObjectMapper().readTree(text) : yaml().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    description + " is neither YAML nor JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(description + " is not UTF-8", e);
        }
    }

    private static ObjectMapper yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        return YAMLMapper.builder(YAMLFactory.builder().loaderOptions(options).build())
                .build();
    }

    private void baseUrl(Draft draft, OpenApi api) {
        Optional<String> server = api.server();
        if (host != null) {
            boolean relative = server.filter(url -> url.startsWith("/")).isPresent()
                    && (host.getRawPath() == null || host.getRawPath().length() < 2);
            String address = host.toString().replaceAll("/$", "");
            draft.baseUrl(relative ? address + server.get() : address, "--host");
        } else if (server.filter(url -> url.startsWith("http")).isPresent()) {
            draft.baseUrl(server.get().replaceAll("/$", ""), "the description's first server");
        } else {
            throw new IllegalArgumentException(
                    "the description says no address of the service; give it with --host URL");
        }
    }

    private void report(Draft draft, Path to, Map<Path, String> files, Set<String> needed) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("written: "
                + String.join(", ", files.keySet().stream().map(Path::toString).toList()));
        out.println("guessed:");
        draft.guesses()
                .forEach(guess -> out.println("  " + guess.what() + ": " + guess.value() + "   (" + guess.why() + ")"));
        out.println("left to decide:");
        draft.open().forEach(question -> out.println("  " + question));
        out.println("next: set " + String.join(", ", needed) + ", then ./setup.sh check " + name + " --syncs " + to
                + " --connect");
        out.flush();
    }
}
