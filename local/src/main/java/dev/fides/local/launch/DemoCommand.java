package dev.fides.local.launch;

import dev.fides.local.launch.machine.DemoMachine;
import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.machine.RunResource;
import dev.fides.local.launch.machine.TelemetryCollection;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;

/** The demo: starts everything, imports twice, proves that the target is the mapped host, and stays. */
final class DemoCommand {

    private final LaunchSettings settings;
    private final PrintStream out;

    DemoCommand(LaunchSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    void run(Machine machine, Set<Option> options) throws IOException {
        out.println("Starting Service Bus, Cosmos DB, the demo's host and target, and the function app ...");
        var extras =
                options.contains(Option.TELEMETRY) ? TelemetryCollection.start(settings, machine, out) : Extras.NONE;
        var demo = DemoMachine.start(settings, machine, out, 1, extras);
        print(machine);
        out.println();
        out.println("First import: everything is new.");
        summarize(demo, demo.runImport());
        demo.services().target().control().resetCounters();
        out.println();
        out.println("Second import: nothing has changed.");
        summarize(demo, demo.runImport());
        out.println();
        var check = demo.check();
        print(
                "Checked: the target holds exactly the mapped host, %,d documents of %,d records (%,d are not for it).",
                check.found(), check.read(), check.filtered());
        if (!options.contains(Option.ONCE)) {
            printThingsToTry();
            machine.stay();
        }
    }

    private void summarize(DemoMachine demo, DemoMachine.Imported imported) {
        RunResource run = imported.run();
        print(
                "  read %,d = unchanged %,d + changed %,d + filtered %,d + parked %,d + invalid %,d",
                run.counter("read"),
                run.counter("unchanged"),
                run.counter("changed"),
                run.counter("filtered"),
                run.counter("parked"),
                run.counter("invalid"));
        print(
                "  changed %,d = published %,d + superseded %,d + failed %,d + cancelled %,d + pending %,d",
                run.counter("changed"),
                run.counter("published"),
                run.counter("superseded"),
                run.counter("failed"),
                run.counter("cancelled"),
                run.counter("pending"));
        print(
                "  %.1f s, %,.0f records/s, %,d documents written by the target",
                imported.took().toMillis() / 1_000.0,
                imported.recordsPerSecond(),
                demo.services().target().control().counter("writes"));
    }

    private void print(Machine machine) {
        for (Part part : machine.parts()) {
            print("  %-16s %s", part.name(), part.address());
        }
    }

    private void printThingsToTry() {
        out.println();
        out.println("Things to try:");
        String host = "http://localhost:" + settings.demoHost().number();
        String target = "http://localhost:" + settings.demoTarget().number();
        String app = "http://localhost:" + settings.http().number();
        print("  curl -X POST '%s/control/change?count=3'   change three cities of the host ...", host);
        print("  curl -X POST %s/api/syncs/cities/import    ... import: those three are written, nothing else", app);
        print("  curl %s/control/counters                   what the target received", target);
        print("  curl '%s/api/syncs/cities/records?key=2759794'   what Fides knows about Amsterdam", app);
        print("  curl -X POST '%s/control/outage?on=true'   break the target; on=false repairs it", target);
        print("  %s/api/dashboard   the operators' page, in a browser", app);
        out.println("Ctrl+C ends everything.");
        out.flush();
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
