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

/** What the demo does, step by step. */
record Demo(LaunchSettings settings, PrintStream out) {

    void run(Machine machine, boolean once, boolean telemetry) throws IOException {
        out.println("Starting Service Bus, Cosmos DB, the demo's host and target, and the function app ...");
        var extras = telemetry ? TelemetryCollection.start(settings, machine, out) : Extras.NONE;
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
        if (!once) {
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
            print("  %-12s %s", part.name(), part.address());
        }
    }

    private void printThingsToTry() {
        String host = "http://localhost:" + settings.demoHost().number();
        String target = "http://localhost:" + settings.demoTarget().number();
        out.println();
        out.println("Things to try, in another terminal:");
        suggest("curl -X POST '" + host + "/control/change?count=3'", "change three cities of the host ...");
        suggest(command("import cities --wait"), "... import: those three are written, nothing else");
        suggest(command("explain cities 2759794"), "what Fides knows about Amsterdam, and why");
        suggest("curl -X POST '" + target + "/control/outage?on=true'", "break the target; on=false repairs it");
        suggest(command("status cities"), "how it stands; all commands: ./setup.sh help");
        suggest("http://localhost:" + settings.http().number() + "/api/dashboard", "the operators' page, in a browser");
        out.println("Ctrl+C ends everything.");
        out.flush();
    }

    private void suggest(String what, String does) {
        out.println("  " + what);
        out.println("      " + does);
    }

    /** A command of another terminal, which knows nothing of the port that was chosen in this one. */
    private String command(String command) {
        String variable = settings.http().variable();
        String chosen = settings.environment().containsKey(variable)
                ? variable + "=" + settings.http().number() + " "
                : "";
        return chosen + "./setup.sh " + command;
    }

    private void print(String format, Object... values) {
        settings.terminal().fold(String.format(Locale.ROOT, format, values)).forEach(out::println);
    }
}
