package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An HTTP request, taken apart.
 *
 * @param method in capitals
 * @param segments of the path, decoded
 */
record Request(String method, List<String> segments, Function<String, Optional<String>> headers, Body body) {

    /** The bytes sent. */
    static final class Body {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        int size() {
            return bytes.length;
        }

        JsonNode json() {
            return CosmosJson.parse(bytes);
        }
    }

    static List<String> segments(URI uri) {
        List<String> segments = new ArrayList<>();
        for (String segment : uri.getRawPath().split("/", -1)) {
            if (!segment.isEmpty()) {
                // A plus is a plus in a path, only in a query it would be a space.
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return segments;
    }

    Optional<String> header(String name) {
        return headers.apply(name).filter(value -> !value.isEmpty());
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
                .map(Request::number)
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
                405, 0, 0, "The local endpoint has no " + method + " for /" + String.join("/", segments));
    }
}
