package dev.fides.local.functionhost.http;

import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.http.LoopbackServer;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The HTTP server of the host, on the loopback address only. */
public final class FrontDoor implements AutoCloseable {
    private static final int THREADS = 64;

    private final LoopbackServer server;
    private final FunctionKey key;
    private volatile State state;

    /**
     * What is answered at the moment. One reference, so that no request sees half of a change.
     *
     * @param otherwise the status of everything else
     */
    private record State(Routes<HostOperation> routes, int otherwise) {}

    private FrontDoor(LoopbackServer server, FunctionKey key) {
        this.server = server;
        this.key = key;
        this.state = notRunning("Starting");
    }

    /** Only the host's status is answered, everything else with 503. */
    private State notRunning(String name) {
        Routes<HostOperation> routes = new Routes<>();
        AdminCalls.addStatus(routes, key, name, List.of());
        return new State(routes, 503);
    }

    /**
     * Takes the port. Until {@link #open(FunctionApp, BiConsumer)}, and again after {@link #drain}, everything but the
     * host's status is answered with 503, as by the Azure host while it starts.
     *
     * @param port 0 = any free one
     * @param key what callers of functions with a level above anonymous must show; none = nothing
     * @throws FunctionHostException when the port is taken
     */
    public static FrontDoor at(int port, Optional<String> key) {
        FrontDoor door = new FrontDoor(listen(port), new FunctionKey(key));
        door.server.serve(request -> Optional.of(door.answer(request)));
        return door;
    }

    /**
     * Lets the functions of an app answer.
     *
     * @param runNow runs a function that has no HTTP trigger, with the input of an admin call
     */
    public void open(FunctionApp app, BiConsumer<AppFunction, Optional<String>> runNow) {
        Routes<HostOperation> routes = new Routes<>();
        new AdminCalls(app, key, runNow).addTo(routes);
        new EventGridWebhook(app, key).addTo(routes);
        new HttpFunctions(app, key).addTo(routes);
        state = new State(routes, 404);
    }

    public int port() {
        return server.port();
    }

    /** From now on new requests are answered with 503. */
    public void drain() {
        state = notRunning("Stopping");
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
        State now = state;
        var match = now.routes().find(request);
        return match.isEmpty()
                ? ServerResponse.empty(now.otherwise())
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
