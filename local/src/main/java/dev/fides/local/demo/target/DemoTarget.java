package dev.fides.local.demo.target;

import dev.fides.local.demo.Counters;
import dev.fides.local.demo.DemoAnswer;
import dev.fides.local.demo.DemoOperation;
import dev.fides.local.demo.DemoServer;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A target service that stores documents, as a search index does: {@code PUT|GET|PATCH|DELETE /docs/{id}}, {@code POST
 * /docs} (gives the id), {@code GET /docs} (all in pages, or by external id), {@code POST /_bulk} (NDJSON) and {@code
 * POST /_bulk.json}. {@link #control()} does what {@code /control/...} does.
 */
public final class DemoTarget implements AutoCloseable {

    private final Counters counters = new Counters();
    private final TargetFaults faults = new TargetFaults();
    private final RequestLog log = new RequestLog();
    private final RequestRate rate;
    private final DocumentApi documentApi;
    private final BulkApi bulkApi;
    private final TargetControl control;
    private final Routes<DemoOperation> routes = new Routes<>();
    private final Routes<DemoOperation> controlRoutes;
    private final DemoServer server;

    private DemoTarget(DemoTargetSettings settings) throws IOException {
        var documents = new DocumentStore();
        rate = new RequestRate(settings.clock());
        var writer = new DocumentWriter(documents, faults, counters, rate, settings.clock());
        documentApi = new DocumentApi(documents, writer, settings.honoursIdempotencyKeys());
        bulkApi = new BulkApi(writer);
        control = new TargetControl(documents, documentApi, writer, faults, counters, rate, log);
        controlRoutes = new TargetControlApi(control).routes();
        routes.add("GET", "docs", (request, path) -> documentApi.query(request.query()))
                .add("POST", "docs", (request, path) -> documentApi.post(request))
                .add("GET", "docs/{id}", (request, path) -> documentApi.get(path.get("id")))
                .add("PUT", "docs/{id}", (request, path) -> documentApi.put(path.get("id"), request))
                .add("PATCH", "docs/{id}", (request, path) -> documentApi.patch(path.get("id"), request))
                .add("DELETE", "docs/{id}", (request, path) -> documentApi.delete(path.get("id")))
                .add("POST", "_bulk", (request, path) -> bulkApi.ndjson(request.text()))
                .add("POST", "_bulk.json", (request, path) -> bulkApi.json(request.text()));
        server = DemoServer.start("demo target", settings.port(), this::handle);
    }

    /**
     * Starts the service.
     *
     * @throws IOException if the port is taken
     */
    public static DemoTarget start(DemoTargetSettings settings) throws IOException {
        return new DemoTarget(settings);
    }

    public URI uri() {
        return server.uri();
    }

    public TargetControl control() {
        return control;
    }

    private Optional<ServerResponse> handle(ServerRequest request) throws IOException, InterruptedException {
        if (DemoServer.isControl(request)) {
            return Optional.of(DemoOperation.answer(controlRoutes, request));
        }
        log.add(request.header(TargetControl.SENDER).orElse(""));
        counters.add("requests");
        boolean admitted = rate.admits();
        Thread.sleep(faults.latency().toMillis());
        if (faults.outage()) {
            counters.add("outage");
            return Optional.of(DemoAnswer.problem(503, "The target is out of order."));
        }
        if (!admitted) {
            counters.add("limited");
            return Optional.of(DemoAnswer.problem(429, "There are too many requests.")
                    .with("Retry-After", String.valueOf(rate.retryAfter())));
        }
        ServerResponse response = DemoOperation.answer(routes, request);
        boolean lost = !request.method().equals("GET") && faults.losesAnswer();
        return lost ? Optional.empty() : Optional.of(response);
    }

    @Override
    public void close() {
        server.close();
    }
}
