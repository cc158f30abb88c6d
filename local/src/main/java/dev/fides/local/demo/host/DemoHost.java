package dev.fides.local.demo.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.Counters;
import dev.fides.local.demo.DemoAnswer;
import dev.fides.local.demo.DemoJson;
import dev.fides.local.demo.DemoOperation;
import dev.fides.local.demo.DemoServer;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
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
    private final Counters counters = new Counters();
    private final HostFaults faults = new HostFaults();
    private final CloudEventSender events;
    private final HostControl control;
    private final Routes<DemoOperation> routes = new Routes<>();
    private final Routes<DemoOperation> controlRoutes;
    private final DemoServer server;

    private DemoHost(DemoHostSettings settings) throws IOException {
        var random = new Random(settings.seed());
        table = new CityTable(CityData.load(settings.records()), settings.copies());
        pages = new CityPages(table, faults, settings.clock());
        events = new CloudEventSender(settings.clock(), random, counters);
        control = new HostControl(table, faults, events, counters, random, settings.copies());
        controlRoutes = new HostControlApi(control).routes();
        routes.add("GET", "cities", (request, path) -> query(request))
                .add("GET", "cities/{id}", (request, path) -> get(path.get("id")))
                .add("POST", "cities", (request, path) -> create(request))
                .add("PUT", "cities/{id}", (request, path) -> update(request, path.get("id")))
                .add("DELETE", "cities/{id}", (request, path) -> delete(path.get("id")));
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

    private Optional<ServerResponse> handle(ServerRequest request) throws IOException, InterruptedException {
        if (DemoServer.isControl(request)) {
            return Optional.of(DemoOperation.answer(controlRoutes, request));
        }
        counters.add("requests");
        Thread.sleep(faults.latency().toMillis());
        if (faults.outage()) {
            counters.add("outage");
            return Optional.of(DemoAnswer.problem(503, "The host is out of order."));
        }
        return Optional.of(DemoOperation.answer(routes, request));
    }

    private ServerResponse query(ServerRequest request) {
        if (request.query().get("ids").isPresent()) {
            counters.add("getMany");
            return pages.many(request.query().list("ids"));
        }
        counters.add("list");
        return pages.list(request.query());
    }

    private ServerResponse get(String id) {
        counters.add("get");
        return table.find(CityPages.id(id)).map(city -> pages.one(200, city)).orElseGet(() -> gone(id));
    }

    private ServerResponse create(ServerRequest request) throws IOException {
        counters.add("create");
        ObjectNode row = DemoJson.readObject(request.text());
        long id = row.path(City.ID).asLong(0) > 0 ? row.get(City.ID).asLong() : table.nextId();
        if (table.find(id).isPresent()) {
            return DemoAnswer.problem(409, "There is a city " + id + " already.");
        }
        var city = City.of(id, row);
        table.put(city);
        events.changed("created", id);
        return pages.one(201, city).with("Location", "/cities/" + id);
    }

    private ServerResponse update(ServerRequest request, String id) throws IOException {
        counters.add("update");
        var city = City.of(CityPages.id(id), DemoJson.readObject(request.text()));
        if (table.find(city.id()).isEmpty()) {
            return gone(id);
        }
        table.put(city);
        events.changed("updated", city.id());
        return pages.one(200, city);
    }

    private ServerResponse delete(String key) {
        counters.add("delete");
        long id = CityPages.id(key);
        if (!table.remove(id)) {
            return gone(key);
        }
        events.changed("deleted", id);
        return ServerResponse.empty(204);
    }

    private static ServerResponse gone(String id) {
        return DemoAnswer.json(404, Map.of("error", "There is no city " + id + "."));
    }

    @Override
    public void close() {
        server.close();
        events.close();
    }
}
