package dev.fides.local.cosmos.store;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases of one account. */
public final class Account {
    private final Clock clock;
    private final Map<String, Database> databases = new ConcurrentSkipListMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    public Account(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes a database.
     *
     * @throws CosmosException 409 when there is one of that id
     */
    public Database create(String id) {
        NewDocument.requireId(id);
        Database database = new Database(id, ResourceIds.database(numbers.incrementAndGet()), clock);
        if (databases.putIfAbsent(id, database) != null) {
            throw CosmosException.conflict("Resource with specified id or name already exists: database " + id);
        }
        return database;
    }

    /** The database of that id, or of that {@code _rid}. */
    public Database get(String idOrRid) {
        Database named = databases.get(idOrRid);
        if (named != null) {
            return named;
        }
        return databases.values().stream()
                .filter(database -> database.rid().equals(idOrRid))
                .findFirst()
                .orElseThrow(() -> CosmosException.notFound("Resource Not Found: database " + idOrRid));
    }

    public void delete(Database database) {
        databases.remove(database.id(), database);
    }

    public List<Database> databases() {
        return List.copyOf(databases.values());
    }
}
