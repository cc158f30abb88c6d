package dev.fides.local.functionhost;

import dev.fides.local.functionhost.app.FunctionHostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function host in a process of its own: {@code FunctionHostMain APP-FOLDER PORT [--with-parent]
 * [--port-file=FILE]}. Ends after a drain on SIGINT and SIGTERM, and with {@code --with-parent} also when the process
 * that started it is gone. The file takes the port as soon as this process has it.
 */
public final class FunctionHostMain {
    /** The flag that ties the life of the host to that of its parent process. */
    static final String WITH_PARENT = "--with-parent";

    /** The flag that names a file which takes the port that the host listens on. */
    static final String PORT_FILE = "--port-file=";

    /**
     * More than there are receivers: a function runs on the thread of the receiver that its message came from, and the library
     * gives several receivers one thread when there are no more. Then a message waits for the function of another one, such as
     * one that hangs at a target.
     */
    private static final int RECEIVER_THREADS = 256;

    private FunctionHostMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        giveReceiversThreads();
        Logger log = LoggerFactory.getLogger(FunctionHostMain.class);
        List<String> given = List.of(arguments);
        if (given.size() < 2 || !given.get(1).matches("\\d{1,5}")) {
            log.error("usage: FunctionHostMain APP-FOLDER PORT [{}] [{}FILE]", WITH_PARENT, PORT_FILE);
            System.exit(2);
        }
        if (given.contains(WITH_PARENT)) {
            endWithParent();
        }
        try {
            FunctionHost host = FunctionHost.start(
                    FunctionHostSettings.of(Path.of(given.get(0)), Integer.parseInt(given.get(1))),
                    port -> given.stream()
                            .filter(argument -> argument.startsWith(PORT_FILE))
                            .forEach(argument -> write(Path.of(argument.substring(PORT_FILE.length())), port)));
            Runtime.getRuntime().addShutdownHook(new Thread(host::close, "shutdown"));
        } catch (FunctionHostException e) {
            log.error("the function host cannot start: {}", e.getMessage());
            System.exit(1);
        }
        // All threads are daemons: the process lives until a signal ends it.
        new CountDownLatch(1).await();
    }

    /** In one step, so that whoever waits for the file never reads half a number. */
    private static void write(Path file, int port) {
        try {
            Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), String.valueOf(port));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new FunctionHostException("the port cannot be written to %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The libraries read this when their classes are initialized, hence before anything else. */
    private static void giveReceiversThreads() {
        String threads = Integer.toString(RECEIVER_THREADS);
        System.setProperty("reactor.schedulers.defaultBoundedElasticSize", threads);
        System.setProperty("com.azure.core.amqp.receiversPumpingThreadPoolMaxSize", threads);
    }

    private static void endWithParent() {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        if (parent.isEmpty()) {
            System.exit(0);
        }
        CompletableFuture<Void> unused = parent.get().onExit().thenRun(() -> System.exit(0));
    }
}
