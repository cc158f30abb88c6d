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
 * Server software from the npm registry in a process of its own, on a free loopback port. It ends with its standard input, so
 * that none is left when tests are killed.
 */
final class NodeServer implements AutoCloseable {

    private static final Path SERVERS = Path.of("..", "samples", "servers");
    /** What servers complain of. */
    private static final Path LOGS = Path.of("target", "sample-servers");

    private static final String LISTENING = "listening ";

    private final Process process;
    private final URI uri;

    private NodeServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Skips the test where the servers are not installed, except in continuous integration.
     *
     * @param command a script of the folder samples/servers, and its arguments
     */
    static NodeServer start(Map<String, String> environment, String... command) {
        if (!Files.isDirectory(SERVERS.resolve("node_modules"))) {
            String needed = "`npm ci --ignore-scripts` in samples/servers, as ./setup.sh test does it, comes before";
            assertThat(System.getenv("CI")).as(needed).isNull();
            assumeTrue(false, needed);
        }
        List<String> line = new ArrayList<>(List.of("node"));
        line.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(SERVERS.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return new NodeServer(process, address(process, String.join(" ", command)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI address(Process process, String command) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(LISTENING)) {
                Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}), "output of " + command);
                rest.setDaemon(true);
                rest.start();
                return URI.create(line.substring(LISTENING.length()));
            }
        }
        throw new AssertionError(command + " ended before it listened, see " + LOGS + ":\n" + said);
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
