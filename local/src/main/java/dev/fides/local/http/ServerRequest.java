package dev.fides.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as it arrived: nothing of it is interpreted before it is asked for, and the body is read once. */
public final class ServerRequest {

    /** What is read past, so that the connection can be used again; a longer rest costs less with a new one. */
    private static final int MAX_SKIPPED_BYTES = 8 * 1024 * 1024;

    private final String method;
    private final URI uri;
    private final Map<String, List<String>> headers;
    private final QueryParameters query;
    private final InputStream body;

    /**
     * A request.
     *
     * @param method in capitals
     * @param uri path and query as they were sent, still encoded
     * @param headers by name, in any case
     */
    public ServerRequest(String method, URI uri, Map<String, List<String>> headers, InputStream body) {
        this.method = method;
        this.uri = uri;
        this.headers = lowerCase(headers);
        this.query = QueryParameters.parse(uri.getRawQuery());
        this.body = body;
    }

    static ServerRequest of(HttpExchange exchange) {
        return new ServerRequest(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody());
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        var lower = new HashMap<String, List<String>>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return lower;
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    /** The path as it was sent, still encoded. */
    public String path() {
        return uri.getRawPath();
    }

    /** The decoded segments of the path; empty ones do not count. */
    public List<String> segments() {
        return Arrays.stream(path().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(PercentEncoding::decodePath)
                .toList();
    }

    /** All headers by their names in lower case; a header that was sent several times has several values. */
    public Map<String, List<String>> headers() {
        return Map.copyOf(headers);
    }

    /** The first value of a header, whose name may be in any case. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.stream().findFirst();
    }

    public QueryParameters query() {
        return query;
    }

    /**
     * The body; none when it has more bytes than the limit, of which no more are read then.
     *
     * @throws IOException when the caller breaks off
     */
    public Optional<byte[]> body(int limit) throws IOException {
        if (contentLength().filter(length -> length > limit).isPresent()) {
            return Optional.empty();
        }
        byte[] read = body.readNBytes(limit + 1);
        return read.length > limit ? Optional.empty() : Optional.of(read);
    }

    /** The whole body, read as UTF-8. */
    public String text() throws IOException {
        return new String(body.readAllBytes(), UTF_8);
    }

    /** Reads past what nobody has asked for. */
    void skipRest() throws IOException {
        if (contentLength().orElse(0L) <= MAX_SKIPPED_BYTES) {
            body.readNBytes(MAX_SKIPPED_BYTES);
        }
    }

    /** The announced length of the body; none when none is announced, as with a body in chunks. */
    public Optional<Long> contentLength() {
        try {
            return header("content-length").map(value -> Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
