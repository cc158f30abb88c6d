package dev.fides.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Server software of others in a process of its own, on a free loopback port. It ends with its standard input, so that none is left
 * when tests are killed.
 */
final class ServerProcess implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("..", "samples", "servers");
    private static final Path JAVA_SERVERS = Path.of("..", "samples", "java-servers", "target");

    /** What servers complain of, and what they store. */
    private static final Path FILES = Path.of("target", "sample-servers");

    private static final String LISTENING = "listening ";

    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * One from the npm registry.
     *
     * @param command a script of the folder samples/servers, and its arguments
     */
    static ServerProcess node(Map<String, String> environment, String... command) {
        require(
                SCRIPTS.resolve("node_modules"),
                "`npm ci --ignore-scripts` in samples/servers, as ./setup.sh test does it, comes before");
        List<String> line = new ArrayList<>(List.of("node"));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).directory(SCRIPTS.toFile());
        builder.environment().putAll(environment);
        return start(builder, command[0]);
    }

    /**
     * One from Maven Central.
     *
     * @param name a class of the module samples/java-servers
     */
    static ServerProcess java(String name, String... arguments) {
        Path libraries = JAVA_SERVERS.resolve("class-path");
        require(libraries, "this server is there with -Preal-services, as ./setup.sh test says it");
        try {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // It lives for seconds: compiling in haste is quicker.
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx384m",
                    "-cp",
                    JAVA_SERVERS.resolve("classes")
                            + System.getProperty("path.separator")
                            + Files.readString(libraries),
                    "dev.fides.samples.servers." + name));
            line.addAll(List.of(arguments));
            return start(new ProcessBuilder(line), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder in which a server may store something. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(FILES), name)
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where the server is not there, except in continuous integration. */
    private static void require(Path file, String needed) {
        if (!Files.exists(file)) {
            assertThat(System.getenv("CI")).as(needed).isNull();
            assumeTrue(false, needed);
        }
    }

    private static ServerProcess start(ProcessBuilder builder, String name) {
        try {
            Path complaints = folder(name).resolve("log");
            Process process = builder.redirectError(complaints.toFile()).start();
            return new ServerProcess(process, address(process, name, complaints));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI address(Process process, String name, Path complaints) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(LISTENING)) {
                Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}), "output of " + name);
                rest.setDaemon(true);
                rest.start();
                return URI.create(line.substring(LISTENING.length()));
            }
        }
        throw new AssertionError(name + " ended before it listened, see " + complaints + ":\n" + said);
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
