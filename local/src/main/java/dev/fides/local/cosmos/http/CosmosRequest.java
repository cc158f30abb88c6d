package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/** A request in the words of Cosmos DB, read completely. */
final class CosmosRequest {
    private final ServerRequest request;
    private final List<String> segments;
    private final byte[] body;

    CosmosRequest(ServerRequest request, byte[] body) {
        this.request = request;
        this.segments = request.segments();
        this.body = body;
    }

    /** In capitals. */
    String method() {
        return request.method();
    }

    /** Of the path, decoded. */
    List<String> segments() {
        return segments;
    }

    /** Number of bytes of the body. */
    int size() {
        return body.length;
    }

    JsonNode json() {
        return CosmosJson.parse(body);
    }

    Optional<String> header(String name) {
        return request.header(name).filter(value -> !value.isEmpty());
    }

    boolean flag(String name) {
        return header(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    boolean isQuery() {
        return flag("x-ms-documentdb-isquery")
                || header("content-type")
                        .filter(type -> type.startsWith("application/query+json"))
                        .isPresent();
    }

    /** {@code x-ms-max-item-count}; -1 lets the service choose. */
    int maxItems(int serviceChoice) {
        return header("x-ms-max-item-count")
                .map(CosmosRequest::number)
                .filter(count -> count > 0)
                .orElse(serviceChoice);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw CosmosException.badRequest("x-ms-max-item-count must be a number: " + text);
        }
    }

    CosmosException notAllowed() {
        return new CosmosException(
                405, 0, 0, "The local endpoint has no " + method() + " for /" + String.join("/", segments));
    }
}
