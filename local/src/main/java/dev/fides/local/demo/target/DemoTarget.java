package dev.fides.local.demo.target;

import dev.fides.local.demo.CallCounters;
import dev.fides.local.demo.DemoRequest;
import dev.fides.local.demo.DemoResponse;
import dev.fides.local.demo.DemoServer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A target service that stores documents, as a search index does: {@code PUT|GET|PATCH|DELETE /docs/{id}}, {@code POST
 * /docs} (gives the id), {@code GET /docs} (all in pages, or by external id), {@code POST /_bulk} (NDJSON) and {@code
 * POST /_bulk.json}. {@link #control()} does what {@code /control/...} does.
 */
public final class DemoTarget implements AutoCloseable {

    private final CallCounters counters = new CallCounters();
    private final TargetFaults faults = new TargetFaults();
    private final RequestLog log = new RequestLog();
    private final RequestRate rate;
    private final DocumentApi documentApi;
    private final BulkApi bulkApi;
    private final TargetControl control;
    private final TargetControlApi controlApi;
    private final DemoServer server;

    private DemoTarget(DemoTargetSettings settings) throws IOException {
        var documents = new DocumentStore();
        rate = new RequestRate(settings.clock());
        var writer = new DocumentWriter(documents, faults, counters, rate, settings.clock());
        documentApi = new DocumentApi(documents, writer, settings.honoursIdempotencyKeys());
        bulkApi = new BulkApi(writer);
        control = new TargetControl(documents, documentApi, writer, faults, counters, rate, log);
        controlApi = new TargetControlApi(control);
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

    private Optional<DemoResponse> handle(DemoRequest request) throws InterruptedException {
        if (request.isControl()) {
            return Optional.of(controlApi.handle(request));
        }
        log.add(Optional.ofNullable(request.headers().getFirst(TargetControl.SENDER))
                .orElse(""));
        counters.add("requests");
        boolean admitted = rate.admits();
        Thread.sleep(faults.latency().toMillis());
        if (faults.outage()) {
            counters.add("outage");
            return Optional.of(DemoResponse.problem(503, "The target is out of order."));
        }
        if (!admitted) {
            counters.add("limited");
            return Optional.of(DemoResponse.problem(429, "There are too many requests.")
                    .with("Retry-After", String.valueOf(rate.retryAfter())));
        }
        DemoResponse response = serve(request);
        boolean lost = !request.method().equals("GET") && faults.losesAnswer();
        return lost ? Optional.empty() : Optional.of(response);
    }

    private DemoResponse serve(DemoRequest request) {
        return switch (request.route()) {
            case "GET docs" -> documentApi.query(request);
            case "POST docs" -> documentApi.post(request);
            case "GET docs *" -> documentApi.get(request.segment(1));
            case "PUT docs *" -> documentApi.put(request.segment(1), request);
            case "PATCH docs *" -> documentApi.patch(request.segment(1), request);
            case "DELETE docs *" -> documentApi.delete(request.segment(1));
            case "POST _bulk" -> bulkApi.ndjson(request);
            case "POST _bulk.json" -> bulkApi.json(request);
            default -> DemoResponse.unknown(request);
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
