package dev.fides.local.demo.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.local.http.JsonClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the demo's host and target over HTTP, page by page, so that whoever likes can compare them. */
public final class DemoReader {

    private final JsonClient client = new JsonClient();
    private final Expression mapping = Parser.compileString(DemoSync.read("cities.jslt"));

    /**
     * Maps all records of a host.
     *
     * @param each takes the document of one record, none where the mapping leaves the record out
     * @throws IOException when a page cannot be read
     */
    public void mapped(URI host, Consumer<Optional<JsonNode>> each) throws IOException {
        for (URI page = host.resolve("/cities?$orderby=id"); page != null; ) {
            JsonNode body = body(page);
            for (JsonNode row : body.path("value")) {
                each.accept(Optional.of(mapping.apply(row)).filter(document -> !document.isNull()));
            }
            page = body.hasNonNull("@odata.nextLink")
                    ? host.resolve(body.get("@odata.nextLink").asText())
                    : null;
        }
    }

    /**
     * Reads all documents of a target.
     *
     * @param each takes one document with the target's own {@code objectId}
     * @throws IOException when a page cannot be read
     */
    public void documents(URI target, Consumer<ObjectNode> each) throws IOException {
        for (URI page = target.resolve("/docs"); page != null; ) {
            JsonNode body = body(page);
            body.path("items").forEach(item -> each.accept((ObjectNode) item));
            page = body.hasNonNull("next")
                    ? target.resolve("/docs?after=" + body.get("next").asText())
                    : null;
        }
    }

    private JsonNode body(URI uri) throws IOException {
        try {
            var answer = client.get(uri);
            if (answer.status() != 200 || !answer.body().isObject()) {
                throw new IOException(uri + " cannot be read: status " + answer.status() + ", " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted.");
        }
    }
}
