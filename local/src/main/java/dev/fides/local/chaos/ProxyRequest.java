package dev.fides.local.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request on the wire; its body is read apart, so that a connection can end in between.
 *
 * @param target path and query as they were sent
 * @param headers in the order they were sent
 */
record ProxyRequest(String method, String target, List<Header> headers) {

    private static final int LONGEST_HEAD = 64 * 1024;

    /** One header line. */
    record Header(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** Reads a head; empty when the client has closed the connection instead. */
    static Optional<ProxyRequest> read(InputStream in) throws IOException {
        String requestLine = line(in);
        if (requestLine.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = requestLine.split(" ", 3);
        if (parts.length != 3) {
            throw new IOException("no request line: " + requestLine);
        }
        List<Header> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header: " + line);
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return Optional.of(new ProxyRequest(parts[0], parts[1], List.copyOf(headers)));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() == 0) {
                    return "";
                }
                throw new EOFException("the connection ended within a head");
            }
            if (line.size() > LONGEST_HEAD) {
                throw new IOException("a head is too long");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** Length of the body. Only bodies with a length are understood, which is all that the app sends. */
    int length() throws IOException {
        if (headers.stream().anyMatch(header -> header.is("Transfer-Encoding"))) {
            throw new IOException("a body without a length: " + method + " " + target);
        }
        return headers.stream()
                .filter(header -> header.is("Content-Length"))
                .mapToInt(header -> Integer.parseInt(header.value()))
                .findFirst()
                .orElse(0);
    }

    /** The headers that are meant for the service rather than for this connection. */
    List<Header> forwarded() {
        return headers.stream()
                .filter(header -> !List.of(
                                "host", "connection", "content-length", "upgrade", "http2-settings", "expect")
                        .contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
