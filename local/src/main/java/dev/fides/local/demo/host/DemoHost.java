package dev.fides.local.demo.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.CallCounters;
import dev.fides.local.demo.DemoJson;
import dev.fides.local.demo.DemoRequest;
import dev.fides.local.demo.DemoResponse;
import dev.fides.local.demo.DemoServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A host service over real cities: relational rows, read in pages ({@code GET /cities}), one by one
 * ({@code GET /cities/{id}}) or several ({@code GET /cities?ids=1,2}), and changed with POST, PUT and DELETE. It has no
 * change timestamp; {@code lastViewedAt} differs at every read. {@link #control()} does what {@code /control/...} does.
 */
public final class DemoHost implements AutoCloseable {

    private final CityTable table;
    private final CityPages pages;
    private final CallCounters counters = new CallCounters();
    private final HostFaults faults = new HostFaults();
    private final CloudEventSender events;
    private final HostControl control;
    private final HostControlApi controlApi;
    private final DemoServer server;

    private DemoHost(DemoHostSettings settings) throws IOException {
        var random = new Random(settings.seed());
        table = new CityTable(CityData.load(settings.records()), settings.copies());
        pages = new CityPages(table, faults, settings.clock());
        events = new CloudEventSender(settings.clock(), random, counters);
        control = new HostControl(table, faults, events, counters, random, settings.copies());
        controlApi = new HostControlApi(control);
        server = DemoServer.start("demo host", settings.port(), this::handle);
    }

    /**
     * Starts the service.
     *
     * @throws IOException if the port is taken
     */
    public static DemoHost start(DemoHostSettings settings) throws IOException {
        return new DemoHost(settings);
    }

    public URI uri() {
        return server.uri();
    }

    public HostControl control() {
        return control;
    }

    private Optional<DemoResponse> handle(DemoRequest request) throws InterruptedException {
        if (request.isControl()) {
            return Optional.of(controlApi.handle(request));
        }
        counters.add("requests");
        Thread.sleep(faults.latency().toMillis());
        if (faults.outage()) {
            counters.add("outage");
            return Optional.of(DemoResponse.problem(503, "The host is out of order."));
        }
        return Optional.of(serve(request));
    }

    private DemoResponse serve(DemoRequest request) {
        return switch (request.route()) {
            case "GET cities" -> query(request);
            case "GET cities *" -> get(request);
            case "POST cities" -> create(request);
            case "PUT cities *" -> update(request);
            case "DELETE cities *" -> delete(request);
            default -> DemoResponse.unknown(request);
        };
    }

    private DemoResponse query(DemoRequest request) {
        if (request.parameter("ids").isPresent()) {
            counters.add("getMany");
            return pages.many(request.list("ids"));
        }
        counters.add("list");
        return pages.list(request);
    }

    private DemoResponse get(DemoRequest request) {
        counters.add("get");
        return table.find(CityPages.id(request.segment(1)))
                .map(city -> pages.one(200, city))
                .orElseGet(() -> gone(request));
    }

    private DemoResponse create(DemoRequest request) {
        counters.add("create");
        ObjectNode row = DemoJson.readObject(request.body());
        long id = row.path(City.ID).asLong(0) > 0 ? row.get(City.ID).asLong() : table.nextId();
        if (table.find(id).isPresent()) {
            return DemoResponse.problem(409, "There is a city " + id + " already.");
        }
        var city = City.of(id, row);
        table.put(city);
        events.changed("created", id);
        return pages.one(201, city).with("Location", "/cities/" + id);
    }

    private DemoResponse update(DemoRequest request) {
        counters.add("update");
        var city = City.of(CityPages.id(request.segment(1)), DemoJson.readObject(request.body()));
        if (table.find(city.id()).isEmpty()) {
            return gone(request);
        }
        table.put(city);
        events.changed("updated", city.id());
        return pages.one(200, city);
    }

    private DemoResponse delete(DemoRequest request) {
        counters.add("delete");
        long id = CityPages.id(request.segment(1));
        if (!table.remove(id)) {
            return gone(request);
        }
        events.changed("deleted", id);
        return DemoResponse.empty(204);
    }

    private static DemoResponse gone(DemoRequest request) {
        return DemoResponse.json(404, Map.of("error", "There is no city " + request.segment(1) + "."));
    }

    @Override
    public void close() {
        server.close();
        events.close();
    }
}
