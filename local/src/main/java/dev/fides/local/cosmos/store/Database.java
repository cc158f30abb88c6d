package dev.fides.local.cosmos.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One database and its containers. */
public final class Database {
    private final String id;
    private final String rid;
    private final Clock clock;
    private final ObjectNode properties;
    private final Map<String, Container> containers = new ConcurrentSkipListMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Database(String id, String rid, Clock clock) {
        this.id = id;
        this.rid = rid;
        this.clock = clock;
        this.properties = stamp(CosmosJson.object().put("id", id), rid, "dbs/" + rid + "/", clock)
                .put("_colls", "colls/")
                .put("_users", "users/");
    }

    static ObjectNode stamp(ObjectNode properties, String rid, String self, Clock clock) {
        return properties
                .put("_rid", rid)
                .put("_self", self)
                .put("_etag", "\"" + UUID.randomUUID() + "\"")
                .put("_ts", clock.millis() / 1000);
    }

    /**
     * Makes a container.
     *
     * @param requested properties with {@code id} and {@code partitionKey}
     * @throws CosmosException 400 for bad properties, 409 when there is one of that id
     */
    public Container create(ObjectNode requested) {
        String containerId = requested.path("id").asText();
        NewDocument.requireId(containerId);
        String containerRid = ResourceIds.container(rid, numbers.incrementAndGet());
        Container container = new Container(rid, containerRid, requested, clock);
        if (containers.putIfAbsent(containerId, container) != null) {
            throw CosmosException.conflict(
                    "Resource with specified id or name already exists: container " + containerId);
        }
        return container;
    }

    /** The container of that id, or of that {@code _rid}. */
    public Container get(String idOrRid) {
        Container named = containers.get(idOrRid);
        if (named != null) {
            return named;
        }
        return containers.values().stream()
                .filter(container -> container.rid().equals(idOrRid))
                .findFirst()
                .orElseThrow(() -> CosmosException.notFound("Resource Not Found: container " + idOrRid));
    }

    public void delete(Container container) {
        containers.remove(container.id(), container);
    }

    public List<Container> containers() {
        return List.copyOf(containers.values());
    }

    public String id() {
        return id;
    }

    public String rid() {
        return rid;
    }

    /** As the service answers; not to be changed. */
    public ObjectNode properties() {
        return properties;
    }
}
