package dev.fides.rest.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** One HTTP request, before credentials and the connection's headers are added. */
public record Request(String method, URI uri, Map<String, String> headers, Optional<byte[]> body) {
    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(URI uri) {
        return new Request("GET", uri, Map.of(), Optional.empty());
    }

    public static Request withBody(String method, URI uri, String contentType, byte[] body) {
        return new Request(method, uri, Map.of("Content-Type", contentType), Optional.of(body));
    }
}
