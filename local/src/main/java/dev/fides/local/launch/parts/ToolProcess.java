package dev.fides.local.launch.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A foreign program that ends with this process, even if this process is killed: a shell beside it reads from a pipe
 * whose other end this process holds, and ends the program and its children when the pipe closes.
 */
final class ToolProcess implements AutoCloseable {

    private static final String WATCH = """
            set -m
            exec 3<&0
            "$@" </dev/null 3<&- &
            tool=$!
            exec 2>/dev/null
            { cat <&3 >/dev/null; kill -- "-$tool" 2>/dev/null; } &
            wait "$tool"
            """;
    private static final long END_WITHIN_SECONDS = 10;

    private final Process shell;

    private ToolProcess(Process shell) {
        this.shell = shell;
    }

    /** Starts a program whose output goes to the console. */
    static ToolProcess start(List<String> command, Path folder, Map<String, String> environment) throws IOException {
        var watched = new ArrayList<>(List.of("bash", "-c", WATCH, "bash"));
        watched.addAll(command);
        var builder = new ProcessBuilder(watched)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new ToolProcess(builder.start());
    }

    boolean isRunning() {
        return shell.isAlive();
    }

    long process() {
        return shell.pid();
    }

    /** Closes the pipe and waits for the program to end; kills it if it does not. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
