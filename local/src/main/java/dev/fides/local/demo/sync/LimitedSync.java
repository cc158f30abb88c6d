package dev.fides.local.demo.sync;

import dev.fides.local.demo.target.TargetControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo's sync with one request for each document and a limit for them, whose requests name their sender.
 *
 * @param requestsPerSecond what the target allows
 */
public record LimitedSync(int requestsPerSecond) {

    /** The app setting that names the sender. */
    public static final String SENDER = "SENDER";

    /** Writes its definition and files, over older ones. */
    public void writeTo(Path folder) throws IOException {
        DemoSync.writeTo(folder);
        Files.writeString(
                folder.resolve("cities.yaml"), """
                name: cities
                partitions: 16
                host:
                  baseUrl: ${CITIES_HOST_URL}
                  key: /id
                  ignore: [/lastViewedAt]
                  list:
                    path: /cities
                    query: { $orderby: id, $top: "1000" }
                    records: /value
                    paging: { type: nextLink, pointer: /@odata.nextLink }
                  get: { path: "/cities/{key}", gone: [404] }
                mapping: cities.jslt
                target:
                  baseUrl: ${CITIES_TARGET_URL}
                  headers: { %s: "${%s}" }
                  id: /externalId
                  upsert: { method: PUT, path: "/docs/{id}" }
                  delete: { method: DELETE, path: "/docs/{id}" }
                  resilience: { requestsPerSecond: %d }
                """.formatted(TargetControl.SENDER, SENDER, requestsPerSecond));
    }
}
