package dev.fides.contracts;

import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.fakes.Threads;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.stores.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Definitions of syncs with REST services, and the stores that they describe. */
final class RestSyncs {

    private static final String HOST = """
            name: cities
            host:
              baseUrl: ${URL}
              key: /id
              list: { path: /records, query: { bare: "1" }, records: /items, total: /count, paging: { type: offset, parameter: skip, sizeParameter: top, size: 3 } }
              get: { path: "/records/{key}" }
              resilience: { attempts: 1, requestsPerSecond: 10000 }
            mapping: any.jslt
            """;

    static final String TARGET = """
            target:
              baseUrl: ${URL}
              delete: { path: "/records/{id}" }
              list: { path: /records, records: /items, total: /count, key: /key, id: /given, paging: { type: offset, parameter: skip, sizeParameter: top, size: 3 } }
              resilience: { attempts: 1, requestsPerSecond: 10000 }
            """;

    static final String UPSERT = "  id: /id\n  upsert: { path: \"/records/{id}\" }\n";

    static final String ASSIGNS_IDS = """
              assignsIds: true
              create: { path: /records, id: /given }
              update: { path: "/records/{id}" }
              find: { path: /records, query: { key: "{key}" }, records: /items, id: /given }
            """;

    private RestSyncs() {}

    static SyncDefinition definition(RecordService service, String ids) {
        return new SyncDefinitionLoader(name -> Optional.of(service.uri().toString()), List.of(Stores::check))
                .load(new InMemorySource(Map.of("cities.yaml", HOST + TARGET + ids, "any.jslt", ".")))
                .get(0);
    }

    static Stores stores() {
        Clock clock = Clock.systemUTC();
        Pace pace = Pace.real(clock, new Random(1));
        SharedResilience shared = SharedResilience.local(clock);
        return new Stores(
                new RestStores(shared, pace, scope -> null, RestStores.MAX_RESPONSE_BYTES, Threads.unwatched()),
                shared,
                pace);
    }
}
