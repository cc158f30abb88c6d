package dev.fides.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small HTTP server on the loopback interface with a bounded number of threads. */
public final class DemoServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoServer.class);
    private static final int THREADS = 32;
    private static final int WAITING = 1_000;

    /** Answers a request; nothing means: close the connection without an answer. */
    @FunctionalInterface
    public interface Handler {
        Optional<DemoResponse> handle(DemoRequest request) throws InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private DemoServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to answer.
     *
     * @param name what the server is, for messages and thread names
     * @param port 0 for any free port
     * @throws IOException if the port is taken, with a message that says so
     */
    public static DemoServer start(String name, int port, Handler handler) throws IOException {
        // Without this every answer of the JDK's server waits up to 40 ms for the acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = bind(name, port);
        var number = new AtomicInteger();
        var threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, handler));
        server.start();
        return new DemoServer(server, threads);
    }

    private static HttpServer bind(String name, int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        } catch (BindException e) {
            throw new IOException("Port " + port + " of the " + name + " is taken (" + e.getMessage() + ").", e);
        }
    }

    private static void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            Optional<DemoResponse> response = respond(DemoRequest.read(exchange), handler);
            if (response.isPresent()) {
                response.get().send(exchange);
            }
        }
    }

    private static Optional<DemoResponse> respond(DemoRequest request, Handler handler) {
        try {
            return handler.handle(request);
        } catch (IllegalArgumentException e) {
            return Optional.of(DemoResponse.problem(400, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("{} /{} failed", request.method(), String.join("/", request.path()), e);
            return Optional.of(DemoResponse.problem(500, "The service failed: " + e));
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    public URI uri() {
        return URI.create("http://localhost:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
