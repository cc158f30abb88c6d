package dev.fides.local.launch.bench;

import dev.fides.local.demo.sync.DemoSync;
import dev.fides.local.http.JsonClient;
import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.LocalAppSettings;
import dev.fides.local.launch.parts.LocalParts;
import dev.fides.local.launch.parts.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How long it takes from the start of a process until the app answers. */
public final class ColdStartBench {

    private static final int ROUNDS = 5;

    private final LaunchSettings settings;
    private final PrintStream out;
    private final JsonClient client = new JsonClient();
    private final Path folder;

    public ColdStartBench(LaunchSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.folder = settings.home().resolve("local/target/bench");
    }

    /**
     * One start.
     *
     * @param page until a function that needs no app answers: process, host and worker
     * @param syncs from there until a function answers that reads from Cosmos DB
     * @param again the same call once more
     * @param classes loaded until then
     */
    private record Start(Duration page, Duration syncs, Duration again, long classes) {}

    public void run(Machine machine) throws IOException {
        Files.createDirectories(folder);
        machine.startServiceBus();
        machine.startCosmos();
        var services = machine.startDemoServices(host -> host);
        Path syncs = folder.resolve("syncs");
        DemoSync.writeTo(syncs);
        var app = LocalAppSettings.forLocalEndpoints(settings);
        app.put("FIDES_SYNCS", syncs.toString());
        app.put("CITIES_HOST_URL", services.host().uri().toString());
        app.put("CITIES_TARGET_URL", services.target().uri().toString());
        var starts = new ArrayList<Start>();
        for (int round = 0; round < ROUNDS; round++) {
            starts.add(start(app));
        }
        out.printf(Locale.ROOT, "median of %d starts%n", ROUNDS);
        print("  process to first page", starts, start -> start.page().toMillis(), "ms");
        print(
                "  from there to first answer with data",
                starts,
                start -> start.syncs().toMillis(),
                "ms");
        print("  the same call again", starts, start -> start.again().toMillis(), "ms");
        print("  classes loaded", starts, Start::classes, "");
    }

    private Start start(Map<String, String> app) throws IOException {
        Path classes = folder.resolve("classes.log");
        Files.deleteIfExists(classes);
        long begin = System.nanoTime();
        try (Part functions = new LocalParts().functions(settings, app, List.of("-Xlog:class+load:file=" + classes))) {
            require(URI.create(functions.address() + "/api/dashboard"));
            long page = System.nanoTime();
            require(URI.create(functions.address() + "/api/syncs"));
            long syncs = System.nanoTime();
            require(URI.create(functions.address() + "/api/syncs"));
            long again = System.nanoTime();
            return new Start(
                    Duration.ofNanos(page - begin),
                    Duration.ofNanos(syncs - page),
                    Duration.ofNanos(again - syncs),
                    lines(classes));
        }
    }

    private void require(URI uri) throws IOException {
        try {
            var answer = client.get(uri);
            if (answer.status() != 200) {
                throw new LaunchException(uri + " answered " + answer.problem());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private void print(String name, List<Start> starts, ToLongFunction<Start> figure, String unit) {
        long median = starts.stream().mapToLong(figure).sorted().toArray()[starts.size() / 2];
        out.printf(Locale.ROOT, "%-40s%,10d %s%n", name, median, unit);
    }
}
