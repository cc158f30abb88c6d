package dev.fides.functions.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.json.CanonicalJson;
import dev.fides.local.demo.DemoSync;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** What the target of the demo should hold and what it holds, read from both services. */
final class MappedHost {

    private static final Client CLIENT = new Client();
    private static final Expression MAPPING = Parser.compileString(DemoSync.read("cities.jslt"));

    private MappedHost() {}

    /** The canonical documents that the mapping makes of all host records, by their id. */
    static Map<String, String> documents(URI host) {
        Map<String, String> documents = new TreeMap<>();
        URI page = host.resolve("/cities?$orderby=id");
        while (true) {
            JsonNode body = CLIENT.get(page).json();
            for (JsonNode row : body.path("value")) {
                JsonNode document = MAPPING.apply(row);
                if (!document.isNull()) {
                    documents.put(document.path("externalId").asText(), canonical(document));
                }
            }
            if (!body.hasNonNull("@odata.nextLink")) {
                return documents;
            }
            page = host.resolve(body.path("@odata.nextLink").asText());
        }
    }

    /** The canonical documents of a demo target, by their id. */
    static Map<String, String> targetDocuments(URI target) {
        Map<String, String> documents = new TreeMap<>();
        URI page = target.resolve("/docs");
        while (true) {
            JsonNode body = CLIENT.get(page).json();
            body.path("items")
                    .forEach(item ->
                            documents.put(((ObjectNode) item).remove("objectId").asText(), canonical(item)));
            if (!body.hasNonNull("next")) {
                return documents;
            }
            page = target.resolve("/docs?after=" + body.path("next").asText());
        }
    }

    private static String canonical(JsonNode document) {
        return new String(CanonicalJson.bytes(document), UTF_8);
    }
}
