package dev.fides.local.launch.bench;

import dev.fides.local.launch.machine.DemoMachine;
import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * The benchmark: a first import, a second one without changes, memory, and how soon a change arrives. Run with one copy of the data and then with ten in a
 * process of its own, it compares the two: the function host's heap must not grow with the number of records.
 */
public final class BenchCommand {

    private static final double MIB = 1_024.0 * 1_024.0;

    private final LaunchSettings settings;
    private final PrintStream out;

    public BenchCommand(LaunchSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    public void run(Machine machine, int copies) throws IOException {
        Path folder = Files.createDirectories(settings.home().resolve("local/target/bench"));
        Path gcLog = folder.resolve("functions-gc-" + copies + ".log");
        Files.deleteIfExists(gcLog);
        printMachine();
        var demo = DemoMachine.start(settings, machine, out, copies, Extras.jvmArgument(GcLog.argument(gcLog)));
        DemoMachine.Imported first;
        DemoMachine.Imported second;
        long peakBytes;
        try (var memory = MemoryWatch.start(machine.processes());
                var collections = FullCollections.start(functionHost(machine))) {
            first = demo.runImport();
            second = demo.runImport();
            peakBytes = memory.peakBytes();
            collections.collect();
        }
        demo.check();
        var heap = GcLog.read(gcLog);
        print("%,d host records", first.run().counter("read"));
        print("  first import until everything is published  %8.1f s  %,8.0f records/s", seconds(first), rate(first));
        print("  second import, nothing changed              %8.1f s  %,8.0f records/s", seconds(second), rate(second));
        print("  all processes together, peak resident       %8.0f MiB", peakBytes / MIB);
        print("  function host heap, peak in use             %8d MiB", heap.peak());
        print("  function host heap, peak held               %8d MiB", heap.live());
        compare(folder, copies, heap);
        if (copies == 1) {
            new LatencyBench(demo, out).run();
        }
    }

    /** The one part that is a process of its own. */
    private static long functionHost(Machine machine) {
        return machine.processes().stream()
                .filter(process -> process != ProcessHandle.current().pid())
                .findFirst()
                .orElseThrow(() -> new LaunchException("The function host is not there."));
    }

    /** With one copy the heap is noted; with more it is compared with that note. */
    private void compare(Path folder, int copies, GcLog.Heap heap) throws IOException {
        Path file = folder.resolve("heap.properties");
        var noted = new Properties();
        if (copies == 1) {
            noted.setProperty("peak", String.valueOf(heap.peak()));
            noted.setProperty("live", String.valueOf(heap.live()));
            try (OutputStream stream = Files.newOutputStream(file)) {
                noted.store(stream, "Heap of the function host in MiB, with one copy of the data");
            }
        } else if (Files.exists(file)) {
            try (InputStream stream = Files.newInputStream(file)) {
                noted.load(stream);
            }
            print(
                    "  against one copy of the data                %8.2f x in use, %.2f x held",
                    heap.peak() / Double.parseDouble(noted.getProperty("peak")),
                    heap.live() / Double.parseDouble(noted.getProperty("live")));
        }
    }

    private void printMachine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        double memory = system instanceof com.sun.management.OperatingSystemMXBean detailed
                ? detailed.getTotalMemorySize() / MIB
                : 0;
        print(
                "%d processors, %,.0f MiB, %s %s, Java %s",
                system.getAvailableProcessors(), memory, system.getName(), system.getArch(), Runtime.version());
    }

    private static double seconds(DemoMachine.Imported imported) {
        return imported.took().toMillis() / 1_000.0;
    }

    private static double rate(DemoMachine.Imported imported) {
        return imported.recordsPerSecond();
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
