package dev.fides.local.launch.bench;

import dev.fides.local.demo.sync.DemoSync;
import dev.fides.local.demo.sync.LimitedSync;
import dev.fides.local.demo.target.ArrivalRate;
import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.machine.RunResource;
import dev.fides.local.launch.machine.SyncApi;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.LocalAppSettings;
import dev.fides.local.launch.parts.Port;
import dev.fides.local.terminal.ProgressBar;
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
public final class RateBench {

    private static final int HOSTS = 3;
    private static final int LIMIT = 50;
    private static final int RECORDS = 6_000;
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(10);

    /** An instance that joins gets its share only after it was certainly not used for a window. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final LaunchSettings settings;
    private final PrintStream out;

    public RateBench(LaunchSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    public void run(Machine machine) throws IOException {
        machine.startServiceBus();
        machine.startCosmos();
        var services = machine.startDemoServices(host -> host.withRecords(RECORDS));
        var target = services.target().control();
        target.latency(Duration.ofMillis(20));
        SyncApi api = startHosts(machine, services);
        target.recordArrivals();
        var progress = new ProgressBar(out, settings.terminal());
        long expected = services.host().control().size();
        RunResource run = machine.await(api, api.startImport(DemoSync.NAME), progress, expected, IMPORT_LIMIT);
        if (!run.isComplete()) {
            throw new LaunchException("The import ended as " + run.status()
                    + run.error().map(e -> ": " + e).orElse(""));
        }
        report(new ArrivalRate(target.arrivals()));
    }

    private SyncApi startHosts(Machine machine, Machine.DemoServices services) throws IOException {
        Path syncs = settings.home().resolve("local/target/bench/syncs");
        new LimitedSync(LIMIT).writeTo(syncs);
        var app = LocalAppSettings.forLocalEndpoints(settings);
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
        double perWindow = LIMIT * WINDOW.toMillis() / 1_000.0;
        int most = rate.mostWithin(WINDOW);
        Duration from = rate.joined().plus(SETTLING);
        ArrivalRate steady = rate.between(from, rate.firstEnd());
        print("%d function hosts, one target that allows %d requests/s", HOSTS, LIMIT);
        print(
                "  requests until everything is published      %,8d in %.0f s",
                rate.arrivals().size(), seconds(rate));
        print("  most requests in any 2 s                    %8d = %.0f %% of the limit", most, 100 * most / perWindow);
        print("  used, from the first request to the last    %8.1f %%", used(rate));
        print(
                "  used, while all had work                    %8.1f %%  (seconds %d to %d: from %d s after the last"
                        + " one joined until the first one ran out)",
                used(steady), from.toSeconds(), rate.firstEnd().toSeconds(), SETTLING.toSeconds());
        print("  requests by function host                   %s", rate.bySender());
    }

    private static double used(ArrivalRate rate) {
        return 100.0 * rate.arrivals().size() / Math.max(1, LIMIT * seconds(rate));
    }

    private static double seconds(ArrivalRate rate) {
        return rate.lasted().toMillis() / 1_000.0;
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
