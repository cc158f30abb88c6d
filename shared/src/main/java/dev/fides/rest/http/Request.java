package dev.fides.rest.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One HTTP request, before credentials and the connection's headers are added.
 *
 * @param headers that the connection's headers of the same names replace
 * @param ownHeaders that replace those of the connection
 * @param largestAnswer so many bytes of the answer are read, where that is less than of others
 */
public record Request(
        String method,
        URI uri,
        Map<String, String> headers,
        Map<String, String> ownHeaders,
        Optional<byte[]> body,
        OptionalLong largestAnswer) {
    public Request {
        headers = Map.copyOf(headers);
        ownHeaders = Map.copyOf(ownHeaders);
    }

    /** A request whose answer may be as large as any. */
    public Request(String method, URI uri, Map<String, String> headers, Optional<byte[]> body) {
        this(method, uri, headers, Map.of(), body, OptionalLong.empty());
    }

    /** A request that is its address alone. */
    public static Request get(URI uri) {
        return new Request("GET", uri, Map.of(), Optional.empty());
    }

    /** A request with a body. */
    public static Request withBody(String method, URI uri, String contentType, byte[] body) {
        return new Request(method, uri, Map.of("Content-Type", contentType), Optional.of(body));
    }

    /** The same request, of whose answer no more than these bytes are read. */
    public Request limited(long bytes) {
        return new Request(method, uri, headers, ownHeaders, body, OptionalLong.of(bytes));
    }

    /** The same request to another address. */
    public Request at(URI address) {
        return new Request(method, address, headers, ownHeaders, body, largestAnswer);
    }

    /** The same request with headers that replace those of the connection. */
    public Request withOwn(Map<String, String> own) {
        return new Request(method, uri, headers, own, body, largestAnswer);
    }
}
