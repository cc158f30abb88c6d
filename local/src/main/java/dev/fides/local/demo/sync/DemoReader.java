package dev.fides.local.demo.sync;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the demo's host and target over HTTP, page by page, so that whoever likes can compare them. */
public final class DemoReader {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
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
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(uri + " cannot be read: status " + response.statusCode());
            }
            return MAPPER.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted.");
        }
    }
}
