package dev.fides.local.launch.machine;

import dev.fides.local.demo.host.DemoHost;
import dev.fides.local.demo.host.DemoHostSettings;
import dev.fides.local.demo.target.DemoTarget;
import dev.fides.local.demo.target.DemoTargetSettings;
import dev.fides.local.http.JsonClient;
import dev.fides.local.launch.machine.SyncApi.Health;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.Part;
import dev.fides.local.launch.parts.Parts;
import dev.fides.local.launch.parts.Port;
import dev.fides.local.terminal.ProgressBar;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The parts that one command has started; closing ends them, the last one first. */
public final class Machine implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final LaunchSettings settings;
    private final Parts parts;
    private final Deque<Part> running = new ArrayDeque<>();
    private volatile boolean closed;

    public Machine(LaunchSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    public void startServiceBus() throws IOException {
        settings.serviceBus().requireFree();
        add(parts.serviceBus(settings));
    }

    public void startCosmos() throws IOException {
        settings.cosmos().requireFree();
        add(parts.cosmos(settings));
    }

    /** Starts the demo's host and target service. */
    public DemoServices startDemoServices(UnaryOperator<DemoHostSettings> offer) throws IOException {
        settings.demoHost().requireFree();
        settings.demoTarget().requireFree();
        var host = DemoHost.start(
                offer.apply(DemoHostSettings.onPort(settings.demoHost().number())));
        add(Part.within("demo host", host.uri().toString(), host::close));
        var target =
                DemoTarget.start(DemoTargetSettings.onPort(settings.demoTarget().number()));
        add(Part.within("demo target", target.uri().toString(), target::close));
        return new DemoServices(host, target);
    }

    /** The services that the demo synchronizes. */
    public record DemoServices(DemoHost host, DemoTarget target) {}

    /**
     * Starts the function host, whether or not what the app needs is there already; it may come up later.
     *
     * @throws LaunchException when the app's settings or definitions are wrong, which does not end by itself
     */
    public void startFunctionsAlone(Map<String, String> appSettings) throws IOException {
        settings.http().requireFree();
        Part functions = add(parts.functions(settings, appSettings, List.of()));
        await(functions, api(settings.http()), EnumSet.of(Health.GOOD, Health.WAITING));
    }

    /** Starts the function host and waits until the app says that it is healthy. */
    public SyncApi startFunctions(Map<String, String> appSettings, Extras extras) throws IOException {
        return startFunctions(settings.http(), appSettings, extras);
    }

    /** Starts a function host on a port of its own and waits until the app says that it is healthy. */
    public SyncApi startFunctions(Port port, Map<String, String> appSettings, Extras extras) throws IOException {
        port.requireFree();
        var environment = new HashMap<>(appSettings);
        environment.putAll(extras.appSettings());
        Part functions = add(parts.functions(settings.withHttp(port), environment, extras.jvmArguments()));
        SyncApi api = api(port);
        await(functions, api, EnumSet.of(Health.GOOD));
        return api;
    }

    private SyncApi api(Port port) {
        var key = Optional.ofNullable(settings.environment().get("FIDES_FUNCTION_KEY"));
        return new SyncApi(JsonClient.ofApp(key), URI.create("http://localhost:" + port.number()));
    }

    private void await(Part functions, SyncApi api, Set<Health> wanted) {
        long start = System.nanoTime();
        for (var health = api.health(); !wanted.contains(health); health = api.health()) {
            requireRunning();
            if (health == Health.MISCONFIGURED) {
                throw new LaunchException("The app cannot start: its settings or sync definitions are wrong."
                        + " The log above says what and where.");
            }
            if (System.nanoTime() - start > READY_WITHIN.toNanos()) {
                throw new LaunchException("The app did not become healthy within " + READY_WITHIN.toMinutes()
                        + " minutes; see " + functions.address() + "/api/health and the log above.");
            }
            pause();
        }
    }

    /**
     * Waits for a run to end, showing how far it is.
     *
     * @param expected number of records that it is going to read
     */
    public RunResource await(SyncApi api, URI run, ProgressBar progress, long expected, Duration limit)
            throws IOException {
        long start = System.nanoTime();
        while (true) {
            RunResource now = api.run(run);
            requireRunning();
            progress.show(now.progress(expected));
            if (now.hasEnded()) {
                return now;
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new LaunchException("The run did not end within " + limit.toMinutes() + " minutes: " + run);
            }
            pause();
        }
    }

    /** Returns only by an exception: when a part has ended by itself. */
    public void stay() {
        while (true) {
            requireRunning();
            pause();
        }
    }

    void requireRunning() {
        if (closed) {
            throw new LaunchException("Stopped.");
        }
        for (Part part : parts()) {
            if (!part.isRunning()) {
                throw new LaunchException("The part \"" + part.name() + "\" has ended by itself; see the log above.");
            }
        }
    }

    /** In the order of their start. */
    public synchronized List<Part> parts() {
        var all = new ArrayList<>(running);
        Collections.reverse(all);
        return all;
    }

    /** The processes of the machine, this one included. */
    public List<Long> processes() {
        var all = new ArrayList<Long>();
        all.add(ProcessHandle.current().pid());
        parts().stream().map(Part::process).filter(OptionalLong::isPresent).forEach(id -> all.add(id.getAsLong()));
        return all;
    }

    /** Takes a part that was just started, to end it with the others. */
    public synchronized Part add(Part part) {
        if (closed) {
            part.close();
            throw new LaunchException("Stopped while starting.");
        }
        running.push(part);
        return part;
    }

    /** Whether it is being ended, or has been: what then fails does so because of that. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        closeAll();
    }

    private synchronized void closeAll() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }
}
