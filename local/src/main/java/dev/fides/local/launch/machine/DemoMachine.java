package dev.fides.local.launch.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fides.local.demo.sync.DemoSync;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.LocalAppSettings;
import dev.fides.local.terminal.ProgressBar;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The whole machine with the demo's host and target, and imports of its sync on request. */
public final class DemoMachine implements AutoCloseable {

    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(15);

    private final LaunchSettings settings;
    private final Machine machine;
    private final PrintStream out;
    private final Machine.DemoServices services;
    private final SyncApi api;

    private DemoMachine(
            LaunchSettings settings, Machine machine, PrintStream out, Machine.DemoServices services, SyncApi api) {
        this.settings = settings;
        this.machine = machine;
        this.out = out;
        this.services = services;
        this.api = api;
    }

    /**
     * Starts everything and waits until the app is healthy.
     *
     * @param copies how often each city is offered
     * @param extras for the function host
     */
    public static DemoMachine start(
            LaunchSettings settings, Machine machine, PrintStream out, int copies, Extras extras) throws IOException {
        settings.http().requireFree();
        machine.startServiceBus();
        machine.startCosmos();
        var services = machine.startDemoServices(host -> host.withCopies(copies));
        Path syncs = settings.home().resolve("local/target/demo/syncs");
        DemoSync.writeTo(syncs);
        var app = LocalAppSettings.forLocalEndpoints(settings);
        app.put("FIDES_SYNCS", syncs.toString());
        app.put("CITIES_HOST_URL", services.host().uri().toString());
        app.put("CITIES_TARGET_URL", services.target().uri().toString());
        var api = machine.startFunctions(app, extras);
        return new DemoMachine(settings, machine, out, services, api);
    }

    /** An import that has completed and how long that took. */
    public record Imported(RunResource run, Duration took) {

        public double recordsPerSecond() {
            return run.counter("read") * 1_000.0 / Math.max(1, took.toMillis());
        }
    }

    /** Imports and waits until everything is published; anything but a complete run is an exception. */
    public Imported runImport() throws IOException {
        long start = System.nanoTime();
        return await(start, "import", api.startImport(DemoSync.NAME));
    }

    /** Publishes every record again and waits until that is done; anything but a complete run is an exception. */
    public Imported runReimport() throws IOException {
        long start = System.nanoTime();
        return await(start, "reimport", api.startReimport(DemoSync.NAME));
    }

    private Imported await(long start, String what, URI location) throws IOException {
        var progress = new ProgressBar(out, settings.terminal());
        long expected = services.host().control().size();
        RunResource run = machine.await(api, location, progress, expected, IMPORT_LIMIT);
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (!run.isComplete()) {
            throw new LaunchException("The " + what + " ended as " + run.status()
                    + run.error().map(error -> ": " + error).orElse("") + " (" + location + ")");
        }
        return new Imported(run, took);
    }

    /** From now on the host tells the app of each change. */
    public void sendEvents() {
        String key = Optional.ofNullable(settings.environment().get("FIDES_FUNCTION_KEY"))
                .map(code -> "?code=" + URLEncoder.encode(code, UTF_8))
                .orElse("");
        services.host()
                .control()
                .sendEvents(URI.create(
                        "http://localhost:" + settings.http().number() + "/api/events/" + DemoSync.NAME + key));
    }

    /** Fails unless the target holds exactly the mapped host. */
    public TargetCheck.Result check() throws IOException {
        var result = new TargetCheck()
                .compare(services.host().uri(), services.target().uri());
        if (!result.agrees()) {
            throw new LaunchException(String.format(
                    Locale.ROOT,
                    "The target is not the mapped host: %,d differences (%s).",
                    result.differences().size(),
                    result.examples()));
        }
        return result;
    }

    Machine machine() {
        return machine;
    }

    public Machine.DemoServices services() {
        return services;
    }

    @Override
    public void close() {
        machine.close();
    }
}
