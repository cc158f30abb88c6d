package dev.fides.local.functionhost;

import dev.fides.local.functionhost.FunctionHostProcess.Options;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.http.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that is starting.
 *
 * @param key that the host's status needs, if any
 */
record HostStart(Process process, Options options, Optional<String> key) {
    private static final long POLL_MILLIS = 50;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * Waits until all functions are bound, and says on which port.
     *
     * @throws FunctionHostException when the process ends, or the limit is over, after which it is ended
     */
    int awaitRunning(Path portFile) throws IOException, InterruptedException {
        long limit = System.nanoTime() + options.startLimit().toNanos();
        await(() -> Files.exists(portFile), "take its port", limit);
        int port = Integer.parseInt(Files.readString(portFile));
        var client = new JsonClient(
                ANSWER_LIMIT, key.map(value -> Map.of("x-functions-key", value)).orElse(Map.of()));
        var status = URI.create("http://localhost:%d/admin/host/status".formatted(port));
        await(() -> isRunning(client, status), "start its functions on port " + port, limit);
        return port;
    }

    private static boolean isRunning(JsonClient client, URI status) throws InterruptedException {
        try {
            return client.get(status).body().path("state").asText().equals("Running");
        } catch (IOException e) {
            return false;
        }
    }

    private void await(Condition condition, String what, long limit) throws IOException, InterruptedException {
        while (!condition.holds()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new FunctionHostException("the function host ended with exit code %d before it answered%s"
                        .formatted(process.exitValue(), where()));
            }
            if (System.nanoTime() > limit) {
                process.destroyForcibly();
                throw new FunctionHostException(
                        "the function host did not %s within %s%s".formatted(what, options.startLimit(), where()));
            }
        }
    }

    private String where() {
        return options.log().map(file -> ", see " + file).orElse("");
    }
}
