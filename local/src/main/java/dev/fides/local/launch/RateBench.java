package dev.fides.local.launch;

import dev.fides.local.demo.ArrivalRate;
import dev.fides.local.demo.DemoSync;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well several function hosts together keep the limit of one target, and how much of it they use. */
final class RateBench {

    private static final int HOSTS = 3;
    private static final int LIMIT = 50;
    private static final int RECORDS = 6_000;
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(10);

    /** An instance that joins gets its share only after it was certainly not used for a window. */
    private static final Duration JOINING = Duration.ofSeconds(15);

    private final LaunchSettings settings;
    private final PrintStream out;

    RateBench(LaunchSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    void run(Machine machine) throws IOException {
        machine.startServiceBus();
        machine.startCosmos();
        var services = machine.startDemoServices(host -> host.withRecords(RECORDS));
        var target = services.target().control();
        target.latency(Duration.ofMillis(20));
        SyncApi api = startHosts(machine, services);
        target.recordArrivals();
        var progress =
                new Progress(out, settings.terminal(), services.host().control().size());
        Run run = machine.await(api, api.startImport(DemoSync.NAME), progress, IMPORT_LIMIT);
        if (!run.isComplete()) {
            throw new LaunchException("The import ended as " + run.status()
                    + run.error().map(e -> ": " + e).orElse(""));
        }
        var rate = new ArrivalRate(target.arrivals());
        report(rate);
        for (int i = 0; i < rate.lasted().toSeconds() + 1; i++) {
            var part = rate.between(Duration.ofSeconds(i), Duration.ofSeconds(i + 1));
            out.println(i + " " + part.arrivals().size() + " " + part.bySender());
        }
    }

    private SyncApi startHosts(Machine machine, Machine.DemoServices services) throws IOException {
        Path syncs = settings.home().resolve("local/target/bench/syncs");
        new LimitedSync(LIMIT).writeTo(syncs);
        var app = AppSettings.forLocalEndpoints(settings);
        app.put("FIDES_SYNCS", syncs.toString());
        app.put("CITIES_HOST_URL", services.host().uri().toString());
        app.put("CITIES_TARGET_URL", services.target().uri().toString());
        SyncApi first = null;
        for (int i = 1; i <= HOSTS; i++) {
            Extras extras = new Extras(Map.of(LimitedSync.SENDER, "host " + i), List.of("-Xmx256m"));
            SyncApi api = machine.startFunctions(i == 1 ? settings.http() : freePort(), app, extras);
            first = i == 1 ? api : first;
        }
        return first;
    }

    private static Port freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Port("FIDES_HTTP_PORT", probe.getLocalPort());
        }
    }

    private void report(ArrivalRate rate) {
        ArrivalRate steady = rate.between(JOINING, rate.lasted().minus(JOINING));
        double perWindow = LIMIT * WINDOW.toMillis() / 1_000.0;
        print("%d requests", rate.arrivals().size());
        print("worst %.1f", 100 * rate.mostWithin(WINDOW) / perWindow);
        print("steady %.1f", 100 * steady.arrivals().size() / (steady.lasted().toMillis() / 1000.0 * LIMIT));
        print("steady from %s to %s", JOINING, rate.lasted().minus(JOINING));
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
