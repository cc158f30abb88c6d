package dev.fides.local.functionhost.http;

import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.functionhost.app.Trigger;
import dev.fides.local.http.LoopbackServer;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The HTTP server of the host, on the loopback address only. */
public final class FrontDoor implements AutoCloseable {
    private static final int THREADS = 64;

    private final FunctionApp app;
    private final LoopbackServer server;
    private final Routes<HostOperation> routes;
    private volatile boolean draining;

    private FrontDoor(FunctionApp app, LoopbackServer server, Routes<HostOperation> routes) {
        this.app = app;
        this.server = server;
        this.routes = routes;
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
        Routes<HostOperation> routes = new Routes<>();
        new AdminCalls(app, functionKey, runNow).addTo(routes);
        new EventGridWebhook(app, functionKey).addTo(routes);
        new HttpFunctions(app, functionKey).addTo(routes);
        FrontDoor door = new FrontDoor(app, listen(port), routes);
        door.server.serve(request -> Optional.of(door.answer(request)));
        return door;
    }

    public int port() {
        return server.port();
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

    /** Waits until every request that has arrived is answered, or the limit is over. */
    public void awaitAnswers(Duration limit) {
        server.awaitAnswers(limit);
    }

    @Override
    public void close() {
        server.close();
    }

    private ServerResponse answer(ServerRequest request) throws IOException {
        if (draining) {
            return ServerResponse.empty(503);
        }
        var match = routes.find(request);
        return match.isEmpty()
                ? ServerResponse.empty(404)
                : match.get().handler().answer(request, match.get().path());
    }

    /** Says whose port it is that cannot be had, and what to do. */
    public static FunctionHostException portTaken(int port, IOException cause) {
        return new FunctionHostException(
                "port %d is taken: end the program that uses it, or set FIDES_HTTP_PORT to another one".formatted(port),
                cause);
    }

    private static LoopbackServer listen(int port) {
        try {
            return LoopbackServer.open("http", port, THREADS);
        } catch (BindException e) {
            throw portTaken(port, e);
        } catch (IOException e) {
            throw new FunctionHostException("cannot listen on port %d: %s".formatted(port, e.getMessage()), e);
        }
    }
}
