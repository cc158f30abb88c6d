package dev.fides.local.chaos;

import dev.fides.local.demo.sync.DemoSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The two syncs: {@code cities}, whose documents bring their ids and travel in bulk requests, and {@code places}, whose
 * target gives the ids and takes one document a request. All times are short, so that minutes see what otherwise takes
 * hours.
 */
final class ChaosSyncs {

    static final String KEYED = "cities";
    static final String ASSIGNED = "places";
    static final List<String> ALL = List.of(KEYED, ASSIGNED);

    /** How long the app waits for an answer of a host or a target. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(3);

    private static final String HOST = """
            name: %1$s
            partitions: 4
            host:
              baseUrl: ${%2$s_HOST_URL}
              timeout: %3$s
              key: /id
              ignore: [/lastViewedAt]
              list:
                path: /cities
                query: { $orderby: id, $top: "200" }
                records: /value
                total: /@odata.count
                paging: { type: nextLink, pointer: /@odata.nextLink }
              get: { path: "/cities/{key}", record: "", gone: [404, 410] }
              getMany: { path: /cities, query: { ids: "{keys}" }, separator: ",", max: 50, records: /value }
              events: { types: [city.created, city.updated, city.deleted], key: /data/id }
              resilience: { circuit: { failureRate: 50, window: 20, openFor: PT1S, slowCall: PT2S } }
            mapping: cities.jslt
            target:
              baseUrl: ${%2$s_TARGET_URL}
              timeout: %3$s
              id: /externalId
            """;

    private static final String BY_ID = """
              upsert: { method: PUT, path: "/docs/{id}" }
              bulk:
                path: /_bulk
                contentType: application/x-ndjson
                request: bulk-request.jslt
                response: bulk-response.jslt
                max: 100
            """;

    private static final String GIVEN_ID = """
              assignsIds: true
              create: { method: POST, path: /docs, id: /objectId%s }
              update: { method: PATCH, path: "/docs/{id}" }
              find: { path: /docs, query: { externalId: "{key}" }, records: /results, id: /objectId, max: 1 }
            """;

    private static final String REST = """
              delete: { method: DELETE, path: "/docs/{id}" }
              list:
                path: /docs
                records: /items
                key: /externalId
                id: /objectId
                paging: { type: cursor, parameter: after, pointer: /next, sizeParameter: size, size: 200 }
              resilience: { circuit: { failureRate: 50, window: 20, openFor: PT1S, slowCall: PT2S } }
            failures: { attempts: 10, backoff: PT5S, maxBackoff: PT20S }
            cleanUp: { maxDeletes: 10, maxDeletePercent: 10, maxEventDeletesPerHour: 1000, maxEventDeletePercent: 100 }
            """;

    private ChaosSyncs() {}

    /** Writes both definitions with what they need into a folder. */
    static void writeTo(Path folder, boolean idempotencyKeys) throws IOException {
        DemoSync.writeTo(folder);
        String header = idempotencyKeys ? ", idempotencyHeader: Idempotency-Key" : "";
        write(folder, KEYED, BY_ID);
        write(folder, ASSIGNED, GIVEN_ID.formatted(header));
    }

    private static void write(Path folder, String name, String writes) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"), HOST.formatted(name, setting(name), TIME_LIMIT) + writes + REST);
    }

    /** What the settings with a sync's addresses begin with. */
    static String setting(String sync) {
        return sync.toUpperCase(Locale.ROOT);
    }
}
