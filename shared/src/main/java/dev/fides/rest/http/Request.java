package dev.fides.rest.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One HTTP request, before credentials and the connection's headers are added.
 *
 * @param largestAnswer so many bytes of the answer are read, where that is less than of others
 */
public record Request(
        String method, URI uri, Map<String, String> headers, Optional<byte[]> body, OptionalLong largestAnswer) {
    public Request {
        headers = Map.copyOf(headers);
    }

    /** A request whose answer may be as large as any. */
    public Request(String method, URI uri, Map<String, String> headers, Optional<byte[]> body) {
        this(method, uri, headers, body, OptionalLong.empty());
    }

    public static Request get(URI uri) {
        return new Request("GET", uri, Map.of(), Optional.empty());
    }

    /** The same request, of whose answer no more than these bytes are read. */
    public Request limited(long bytes) {
        return new Request(method, uri, headers, body, OptionalLong.of(bytes));
    }

    public static Request withBody(String method, URI uri, String contentType, byte[] body) {
        return new Request(method, uri, Map.of("Content-Type", contentType), Optional.of(body));
    }
}
