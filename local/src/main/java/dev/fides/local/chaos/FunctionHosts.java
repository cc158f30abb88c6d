package dev.fides.local.chaos;

import dev.fides.local.functionhost.FunctionHostProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two function hosts of the same app, each a process of its own; the clock of the second one is two seconds fast. */
final class FunctionHosts implements AutoCloseable {

    static final int COUNT = 2;

    private static final List<String> CLOCK_OFFSETS = List.of("PT0S", "PT2S");

    private final Path app;
    private final Path logs;
    private final Map<String, String> appSettings;
    private final List<FunctionHostProcess> hosts = new ArrayList<>();
    private boolean closed;

    FunctionHosts(Path app, Path logs, Map<String, String> appSettings) {
        this.app = app;
        this.logs = logs;
        this.appSettings = Map.copyOf(appSettings);
    }

    void start() throws IOException, InterruptedException {
        for (int number = 0; number < COUNT; number++) {
            FunctionHostProcess host = launch(number, 0);
            synchronized (this) {
                requireOpen(host);
                hosts.add(host);
            }
        }
    }

    /** The port of a host; the same before and after a kill. */
    synchronized int port(int number) {
        return hosts.get(number).port();
    }

    /** Kills a host as a crash would. */
    void kill(int number) throws InterruptedException {
        host(number).kill();
    }

    /** Starts a killed host again. */
    void restart(int number) throws IOException, InterruptedException {
        FunctionHostProcess host = launch(number, port(number));
        synchronized (this) {
            requireOpen(host);
            hosts.set(number, host);
        }
    }

    private synchronized FunctionHostProcess host(int number) {
        return hosts.get(number);
    }

    private void requireOpen(FunctionHostProcess started) {
        if (closed) {
            started.close();
            throw new IllegalStateException("stopped while a function host was starting");
        }
    }

    private FunctionHostProcess launch(int number, int port) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(appSettings);
        environment.put("FIDES_CLOCK_OFFSET", CLOCK_OFFSETS.get(number));
        return FunctionHostProcess.start(FunctionHostProcess.Options.of(app, port)
                .withEnvironment(environment)
                .withJvmArguments(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))
                .withLog(logs.resolve("functions-" + (number + 1) + ".log")));
    }

    @Override
    public synchronized void close() {
        closed = true;
        hosts.forEach(FunctionHostProcess::close);
    }
}
