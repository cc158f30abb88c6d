package dev.fides.local.functionhost.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.functionhost.app.Trigger;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of the host, on the loopback address only. */
public final class FrontDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final int THREADS = 64;

    private final FunctionApp app;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final List<HttpHandler> handlers;
    private volatile boolean draining;

    private FrontDoor(FunctionApp app, HttpServer server, List<HttpHandler> handlers) {
        this.app = app;
        this.server = server;
        this.handlers = handlers;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts to answer.
     *
     * @param port 0 = any free one
     * @param key what callers of functions with a level above anonymous must show; none = nothing
     * @param runNow runs a function that has no HTTP trigger, with the input of an admin call
     * @throws FunctionHostException when the port is taken
     */
    public static FrontDoor open(
            FunctionApp app, int port, Optional<String> key, BiConsumer<AppFunction, Optional<String>> runNow) {
        FunctionKey functionKey = new FunctionKey(key);
        List<HttpHandler> handlers = List.of(
                new AdminCalls(app, functionKey, runNow),
                new EventGridWebhook(app, functionKey),
                new HttpFunctions(app, functionKey));
        FrontDoor door = new FrontDoor(app, bind(port), handlers);
        door.server.setExecutor(door.threads);
        door.server.createContext("/", door::handle);
        door.server.start();
        return door;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The methods and the address of an HTTP function, for people. */
    public String describe(AppFunction function, Trigger.Http trigger) {
        String methods = trigger.methods().isEmpty()
                ? "any"
                : String.join(",", trigger.methods().stream().sorted().toList());
        return "[%s] http://localhost:%d/%s".formatted(methods, port(), HttpFunctions.route(app, function, trigger));
    }

    /** From now on new requests are answered with 503. */
    public void drain() {
        draining = true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        app.running().track(() -> {
            try (exchange) {
                dispatch(new HttpCall(exchange));
            } catch (IOException e) {
                LOG.debug("the caller of {} is gone", exchange.getRequestURI().getPath(), e);
            } catch (RuntimeException e) {
                LOG.error(
                        "{} {} failed in the host",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
            }
            return null;
        });
    }

    private void dispatch(HttpCall call) throws IOException {
        if (draining) {
            call.answer(503);
            return;
        }
        for (HttpHandler handler : handlers) {
            if (handler.handle(call)) {
                return;
            }
        }
        call.answer(404);
    }

    /** Says whose port it is that cannot be had, and what to do. */
    public static FunctionHostException portTaken(int port, IOException cause) {
        return new FunctionHostException(
                "port %d is taken: end the program that uses it, or set FIDES_HTTP_PORT to another one".formatted(port),
                cause);
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw portTaken(port, e);
        } catch (IOException e) {
            throw new FunctionHostException("cannot listen on port %d: %s".formatted(port, e.getMessage()), e);
        }
    }
}
