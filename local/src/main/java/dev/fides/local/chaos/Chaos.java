package dev.fides.local.chaos;

import dev.fides.local.demo.Counters;
import dev.fides.local.http.JsonClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The suite: starts a machine, puts it under load while everything around the app fails at random, lets it recover, and
 * checks that the targets are the mapped hosts. The seed decides what is drawn; how it meets what the app does at that
 * moment depends on timing too.
 */
public final class Chaos implements AutoCloseable {

    private static final Duration PROGRESS = Duration.ofSeconds(15);
    private static final int ACTORS = 6;

    private final ChaosSettings settings;
    private final PrintStream out;
    private final SplittableRandom random;
    private final Counters faults = new Counters();
    private final Counters done = new Counters();
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final JsonClient client = new JsonClient();
    private final ChaosMachine machine;

    private Chaos(ChaosSettings settings, PrintStream out) throws IOException {
        this.settings = settings;
        this.out = out;
        this.random = new SplittableRandom(settings.seed());
        this.machine = ChaosMachine.start(settings, random.split(), faults);
    }

    /** Starts what takes part but for the function hosts, which {@link #run} starts. */
    public static Chaos prepare(ChaosSettings settings, PrintStream out) throws IOException {
        return new Chaos(settings, out);
    }

    /** Runs to the end, prints what it sees, and returns what came of it. */
    public ChaosReport run() throws IOException, InterruptedException {
        out.printf(
                "Seed %d: %d s of faults, two hosts with %,d records each, idempotency keys %s, snapshots %s; logs in %s%n",
                settings.seed(),
                settings.duration().toSeconds(),
                settings.records(),
                settings.idempotencyKeys() ? "known" : "unknown",
                settings.snapshots() ? "on" : "off",
                settings.work());
        machine.hosts().start();
        fail();
        out.println("Faults have ended.");
        AppApi api = new AppApi(client, machine.hosts().port(0));
        var recovery = new Recovery(machine, api, out);
        long healed = System.nanoTime();
        List<String> problems = new ArrayList<>(recovery.run());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - healed);
        figures.put("seconds of faults", settings.duration().toSeconds());
        figures.put("seconds to recover", seconds);
        ChaosReport report = check(new EndChecks(machine, api), problems, recovery);
        report.print(out);
        return report;
    }

    private void fail() throws IOException, InterruptedException {
        var load = new Load(machine, client, random.split(), done);
        var trouble = new Trouble(machine, random.split());
        machine.services().forEach(services -> services.turnFaults(true));
        load.startImports();
        try (var actors = new Actors(ACTORS)) {
            actors.add(Duration.ofMillis(300), random.split(), load::edit);
            actors.add(Duration.ofSeconds(2), random.split(), load::startRun);
            actors.add(Duration.ofSeconds(20), random.split(), load::retryFailures);
            actors.add(Duration.ofSeconds(5), random.split(), trouble::troubleCosmos);
            actors.add(Duration.ofSeconds(8), random.split(), trouble::troubleServiceBus);
            actors.add(Duration.ofSeconds(15), random.split(), trouble::kill);
            watch(actors);
            actors.stop();
        } catch (ExecutionException e) {
            throw new IOException("the suite itself failed: " + e.getCause(), e.getCause());
        } finally {
            trouble.none();
            machine.services().forEach(services -> {
                services.turnFaults(false);
                services.host().control().sendNoEvents();
            });
        }
    }

    private void watch(Actors actors) throws InterruptedException, IOException {
        long start = System.nanoTime();
        long end = start + settings.duration().toNanos();
        while (System.nanoTime() - end < 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(PROGRESS.toNanos(), Math.max(1, end - System.nanoTime())));
            Optional<Throwable> failure = actors.failure();
            if (failure.isPresent()) {
                throw new IOException("the suite itself failed: " + failure.get(), failure.get());
            }
            out.printf(
                    "  %3d s  faults %,6d  kills %2d  target writes %,7d%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    faults.sum(),
                    faults.get(Trouble.KILLS),
                    targetCounter("writes"));
        }
    }

    private ChaosReport check(EndChecks checks, List<String> problems, Recovery recovery)
            throws IOException, InterruptedException {
        var comparison = new TargetComparison();
        long lost = 0;
        long doubled = 0;
        for (Services services : machine.services()) {
            TargetComparison.Result result = comparison.compare(services);
            lost += result.lost().size();
            doubled += result.doubled().size();
            problems.addAll(result.lost());
            problems.addAll(result.doubled());
            problems.addAll(checks.deletes(services));
            problems.addAll(checks.parked(services));
            recovery.importFindsNothing(services.sync()).ifPresent(problems::add);
            problems.addAll(checks.sums(services));
            figures.put(services.sync() + ": host records", (long) result.records());
            figures.put(services.sync() + ": target documents", (long) result.documents());
        }
        problems.addAll(checks.queues());
        figures.put("requests to the hosts", hostCounter("requests"));
        figures.put("requests to the targets", targetCounter("requests"));
        figures.put("documents written", targetCounter("writes"));
        figures.put("documents deleted", targetCounter("deleted"));
        figures.put("lost", lost);
        figures.put("doubled", doubled);
        machine.cosmos().faults().struck().forEach((status, count) -> faults.add("Cosmos DB answers " + status, count));
        return new ChaosReport(settings.seed(), faults.all(), done.all(), figures, problems);
    }

    private long targetCounter(String name) {
        return machine.services().stream()
                .mapToLong(services -> services.target().control().counter(name))
                .sum();
    }

    private long hostCounter(String name) {
        return machine.services().stream()
                .mapToLong(services -> services.host().control().counters().getOrDefault(name, 0L))
                .sum();
    }

    @Override
    public void close() {
        machine.close();
    }
}
