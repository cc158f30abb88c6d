package dev.fides.local.functionhost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.functionhost.http.FrontDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A function host in a child process, which ends with this process at the latest. */
public final class FunctionHostProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long POLL_MILLIS = 50;

    /**
     * How to start the process.
     *
     * @param port 0 = any free one
     * @param localSettings {@code local.settings.json} with the app settings; the environment is stronger
     * @param environment added to the environment of this process, and stronger than it
     * @param jvmArguments such as {@code -Xmx512m}
     * @param log file that takes its output; none = the console of this process
     * @param startLimit how long it may take until it answers
     */
    public record Options(
            Path appFolder,
            int port,
            Optional<Path> localSettings,
            Map<String, String> environment,
            List<String> jvmArguments,
            Optional<Path> log,
            Duration startLimit) {
        public Options {
            environment = Map.copyOf(environment);
            jvmArguments = List.copyOf(jvmArguments);
        }

        /** With 512 MB of heap, output to the console and a minute to start. */
        public static Options of(Path appFolder, int port) {
            return new Options(
                    appFolder,
                    port,
                    Optional.empty(),
                    Map.of(),
                    List.of("-Xmx512m"),
                    Optional.empty(),
                    Duration.ofMinutes(1));
        }

        public Options withLocalSettings(Path file) {
            return new Options(appFolder, port, Optional.of(file), environment, jvmArguments, log, startLimit);
        }

        public Options withEnvironment(Map<String, String> added) {
            return new Options(appFolder, port, localSettings, added, jvmArguments, log, startLimit);
        }

        public Options withJvmArguments(List<String> arguments) {
            return new Options(appFolder, port, localSettings, environment, arguments, log, startLimit);
        }

        public Options withStartLimit(Duration limit) {
            return new Options(appFolder, port, localSettings, environment, jvmArguments, log, limit);
        }

        public Options withLog(Path file) {
            return new Options(
                    appFolder, port, localSettings, environment, jvmArguments, Optional.of(file), startLimit);
        }
    }

    private final Process process;
    private final int port;

    private FunctionHostProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the process and waits until it answers.
     *
     * @throws FunctionHostException when the port is taken, or it ends or does not answer within the limit
     */
    public static FunctionHostProcess start(Options options) throws IOException, InterruptedException {
        int port = checkedPort(options.port());
        ProcessBuilder builder = new ProcessBuilder(command(options, port));
        Map<String, String> environment = builder.environment();
        if (options.localSettings().isPresent()) {
            localSettings(options.localSettings().get()).forEach(environment::putIfAbsent);
        }
        environment.putAll(options.environment());
        builder.redirectErrorStream(true);
        if (options.log().isPresent()) {
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(options.log().get().toFile()));
        } else {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        }
        FunctionHostProcess started = new FunctionHostProcess(builder.start(), port);
        started.awaitReady(options, Optional.ofNullable(environment.get(FunctionHost.KEY_SETTING)));
        return started;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it without warning, as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it drain and end; kills it when it has not ended after half a minute. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The app settings of a {@code local.settings.json}.
     *
     * @throws FunctionHostException when the file is encrypted, which only the Azure tools can read
     */
    static Map<String, String> localSettings(Path file) throws IOException {
        JsonNode json = JSON.readTree(file.toFile());
        if (json.path("IsEncrypted").asBoolean(false)) {
            throw new FunctionHostException("app settings are encrypted: " + file);
        }
        Map<String, String> values = new HashMap<>();
        json.path("Values")
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
        return values;
    }

    private static List<String> command(Options options, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.jvmArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FunctionHostMain.class.getName()));
        command.addAll(List.of(
                options.appFolder().toAbsolutePath().toString(), Integer.toString(port), FunctionHostMain.WITH_PARENT));
        return command;
    }

    private void awaitReady(Options options, Optional<String> key) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:%d/admin/host/status".formatted(port)))
                .timeout(Duration.ofSeconds(2));
        key.ifPresent(value -> request.header("x-functions-key", value));
        long limit = System.nanoTime() + options.startLimit().toNanos();
        while (!answers(client, request.build())) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new FunctionHostException("the function host ended with exit code %d before it answered%s"
                        .formatted(process.exitValue(), where(options)));
            }
            if (System.nanoTime() > limit) {
                close();
                throw new FunctionHostException("the function host did not answer on port %d within %s%s"
                        .formatted(port, options.startLimit(), where(options)));
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String where(Options options) {
        return options.log().map(file -> ", see " + file).orElse("");
    }

    /** Another program that answers on the port must not be taken for the new process. */
    private static int checkedPort(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw FrontDoor.portTaken(wanted, e);
        }
    }
}
