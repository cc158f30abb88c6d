package dev.fides.local.launch;

import dev.fides.local.demo.DemoSync;
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

/**
 * How long it takes from the start of a process until the app answers: once as it is delivered, once with an archive of
 * the host's classes (class data sharing), by turns, so that both meet the same machine.
 */
final class ColdStartBench {

    private static final int ROUNDS = 5;

    private final LaunchSettings settings;
    private final PrintStream out;
    private final JsonClient client = new JsonClient();
    private final Path folder;

    ColdStartBench(LaunchSettings settings, PrintStream out) {
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
     * @param archived how many of them came out of an archive
     */
    private record Start(Duration page, Duration syncs, Duration again, long classes, long archived) {}

    void run(Machine machine) throws IOException {
        Files.createDirectories(folder);
        Path archive = folder.resolve("host.jsa");
        Files.deleteIfExists(archive);
        machine.startServiceBus();
        machine.startCosmos();
        var services = machine.startDemoServices(host -> host);
        Path syncs = folder.resolve("syncs");
        DemoSync.writeTo(syncs);
        var app = AppSettings.forLocalEndpoints(settings);
        app.put("FIDES_SYNCS", syncs.toString());
        app.put("CITIES_HOST_URL", services.host().uri().toString());
        app.put("CITIES_TARGET_URL", services.target().uri().toString());
        var unused = start(app, List.of("-XX:ArchiveClassesAtExit=" + archive));
        var plain = new ArrayList<Start>();
        var shared = new ArrayList<Start>();
        for (int round = 0; round < ROUNDS; round++) {
            plain.add(start(app, List.of()));
            shared.add(start(app, List.of("-XX:SharedArchiveFile=" + archive)));
        }
        print("median of %d starts%34s%22s", ROUNDS, "as delivered", "class data sharing");
        print("  process to first page", plain, shared, start -> start.page().toMillis(), "ms");
        print(
                "  from there to first answer with data",
                plain,
                shared,
                start -> start.syncs().toMillis(),
                "ms");
        print("  the same call again", plain, shared, start -> start.again().toMillis(), "ms");
        print("  classes loaded", plain, shared, Start::classes, "");
        print("  of them out of an archive", plain, shared, Start::archived, "");
    }

    private Start start(Map<String, String> app, List<String> arguments) throws IOException {
        Path classes = folder.resolve("classes.log");
        Files.deleteIfExists(classes);
        var all = new ArrayList<>(arguments);
        all.add("-Xlog:class+load:file=" + classes);
        long begin = System.nanoTime();
        try (Part functions = new LocalParts().functions(settings, app, all)) {
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
                    lines(classes, ""),
                    lines(classes, "source: shared objects file"));
        }
    }

    private void require(URI uri) throws IOException {
        var answer = client.get(uri);
        if (answer.status() != 200) {
            throw new LaunchException(uri + " answered " + answer.problem());
        }
    }

    private static long lines(Path file, String text) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    private void print(String name, List<Start> plain, List<Start> shared, ToLongFunction<Start> figure, String unit) {
        long one = median(plain, figure);
        long other = median(shared, figure);
        print("%-40s%,10d %-2s%,19d %-2s  %.2f x", name, one, unit, other, unit, (double) other / Math.max(1, one));
    }

    private static long median(List<Start> starts, ToLongFunction<Start> figure) {
        return starts.stream().mapToLong(figure).sorted().toArray()[starts.size() / 2];
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
