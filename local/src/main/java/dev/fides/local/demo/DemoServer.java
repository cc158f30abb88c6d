package dev.fides.local.demo;

import dev.fides.local.http.LoopbackServer;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of a demo service; what fails is answered in the form of both services. */
public final class DemoServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoServer.class);
    private static final int THREADS = 32;

    private final LoopbackServer server;

    private DemoServer(LoopbackServer server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param name what the server is, for messages and thread names
     * @param port 0 for any free port
     * @throws IOException if the port is taken, with a message that says so
     */
    public static DemoServer start(String name, int port, LoopbackServer.Handler handler) throws IOException {
        try {
            var server = LoopbackServer.open(name, port, THREADS);
            server.serve(request -> answer(request, handler));
            return new DemoServer(server);
        } catch (BindException e) {
            throw new IOException("Port " + port + " of the " + name + " is taken (" + e.getMessage() + ").", e);
        }
    }

    private static Optional<ServerResponse> answer(ServerRequest request, LoopbackServer.Handler handler)
            throws IOException, InterruptedException {
        try {
            return handler.handle(request);
        } catch (IllegalArgumentException e) {
            return Optional.of(DemoAnswer.problem(400, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("{} failed", request, e);
            return Optional.of(DemoAnswer.problem(500, "The service failed: " + e));
        }
    }

    /** Whether a request is for the controls of a service, which faults do not concern. */
    public static boolean isControl(ServerRequest request) {
        return request.segments().stream().findFirst().filter("control"::equals).isPresent();
    }

    public int port() {
        return server.port();
    }

    public URI uri() {
        return URI.create("http://localhost:" + port());
    }

    @Override
    public void close() {
        server.close();
    }
}
