package dev.fides.functions.e2e;

import dev.fides.local.demo.sync.DemoSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sync definitions of the tests: the demo's with small pages and few lanes, and one whose keys are any texts. */
final class Definitions {

    static final String CITIES = DemoSync.NAME;
    static final String NOTES = "notes";
    static final int PAGE = 200;
    static final int LANES = 4;

    private Definitions() {}

    static void writeTo(Path folder) throws IOException {
        DemoSync.writeTo(folder);
        Path cities = folder.resolve("cities.yaml");
        Files.writeString(
                cities,
                replaced(
                        replaced(Files.readString(cities), "$top: \"1000\"", "$top: \"" + PAGE + "\""),
                        "partitions: 16",
                        "partitions: " + LANES));
        Files.writeString(folder.resolve("notes.jslt"), "{\"externalId\": .id, \"text\": .text}");
        Files.writeString(folder.resolve("notes.yaml"), """
                name: notes
                partitions: 2
                host:
                  baseUrl: ${NOTES_HOST_URL}
                  key: /id
                  list: { path: /notes, records: /value, paging: { type: none } }
                  get: { path: "/notes/{key}", record: "", gone: [404] }
                mapping: notes.jslt
                target:
                  baseUrl: ${NOTES_TARGET_URL}
                  id: /externalId
                  upsert: { method: PUT, path: "/docs/{id}" }
                  delete: { method: DELETE, path: "/docs/{id}" }
                """);
    }

    private static String replaced(String text, String old, String by) {
        if (!text.contains(old)) {
            throw new IllegalStateException("the demo's definition no longer has " + old);
        }
        return text.replace(old, by);
    }
}
