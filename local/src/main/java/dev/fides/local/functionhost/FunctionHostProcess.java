package dev.fides.local.functionhost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.functionhost.http.FrontDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
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

    /**
     * A terminal sends Ctrl+C to all its processes at once. Whoever started this one ends it, in the right order; ending by
     * itself it would refuse the calls of those that do not know yet that all is ending. Of the shells only bash hands on
     * settings whose names are no variables of its own, such as {@code A.B}.
     */
    private static final String WITHOUT_CTRL_C = "trap '' INT; exec \"$@\"";

    /**
     * How to start the process.
     *
     * @param port 0 = any free one
     * @param localSettings {@code local.settings.json} with the app settings; the environment is stronger
     * @param environment added to the environment of this process, and stronger than it
     * @param jvmArguments such as {@code -Xmx512m}
     * @param log file that takes its output; none = the console of this process
     * @param startLimit how long it may take until its functions answer
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
     * Starts the process and waits until its functions answer.
     *
     * @throws FunctionHostException when the port is taken, or it ends or does not answer within the limit
     */
    public static FunctionHostProcess start(Options options) throws IOException, InterruptedException {
        requireFree(options.port());
        // What the process itself says of its port: on another one, somebody else could answer in its place.
        Path portFile = Files.createTempDirectory("function-host").resolve("port");
        try {
            return start(options, portFile);
        } finally {
            Files.deleteIfExists(portFile);
            Files.deleteIfExists(portFile.getParent());
        }
    }

    private static FunctionHostProcess start(Options options, Path portFile) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(options, portFile));
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
        var start =
                new HostStart(builder.start(), options, Optional.ofNullable(environment.get(FunctionHost.KEY_SETTING)));
        return new FunctionHostProcess(start.process(), start.awaitRunning(portFile));
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

    private static List<String> command(Options options, Path portFile) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", WITHOUT_CTRL_C, "bash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.jvmArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FunctionHostMain.class.getName()));
        command.addAll(List.of(
                options.appFolder().toAbsolutePath().toString(),
                Integer.toString(options.port()),
                FunctionHostMain.WITH_PARENT,
                FunctionHostMain.PORT_FILE + portFile));
        return command;
    }

    /** Said before the process is started, with advice; the process would end with the same words in its log. */
    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw FrontDoor.portTaken(port, e);
        }
    }
}
