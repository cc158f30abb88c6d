package dev.fides.functions.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.CanonicalJson;
import dev.fides.local.demo.sync.DemoReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** What the target of the demo should hold and what it holds, read from both services. */
final class MappedHost {

    private static final DemoReader READER = new DemoReader();

    private MappedHost() {}

    /** The canonical documents that the mapping makes of all host records, by their id. */
    static Map<String, String> documents(URI host) {
        Map<String, String> documents = new TreeMap<>();
        reading(() -> READER.mapped(
                host,
                mapped -> mapped.ifPresent(
                        document -> documents.put(document.path("externalId").asText(), canonical(document)))));
        return documents;
    }

    /** The canonical documents of a demo target, by their id. */
    static Map<String, String> targetDocuments(URI target) {
        Map<String, String> documents = new TreeMap<>();
        reading(() -> READER.documents(
                target, item -> documents.put(item.remove("objectId").asText(), canonical(item))));
        return documents;
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static void reading(Reading reading) {
        try {
            reading.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String canonical(JsonNode document) {
        return new String(CanonicalJson.bytes(document), UTF_8);
    }
}
