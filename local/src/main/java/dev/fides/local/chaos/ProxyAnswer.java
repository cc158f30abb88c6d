package dev.fides.local.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer as a proxy gives it. */
final class ProxyAnswer {

    private static final List<String> PASSED = List.of("Content-Type", "Retry-After", "Location", "Link");

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private ProxyAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static ProxyAnswer of(HttpResponse<byte[]> response) {
        var headers = new LinkedHashMap<String, String>();
        PASSED.forEach(name -> response.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
        return new ProxyAnswer(response.statusCode(), headers, response.body());
    }

    /** @param retryAfter in seconds */
    static ProxyAnswer problem(int status, Optional<String> retryAfter) {
        var headers = new LinkedHashMap<String, String>();
        retryAfter.ifPresent(seconds -> headers.put("Retry-After", seconds));
        return new ProxyAnswer(status, headers, "{\"error\":\"a fault on purpose\"}".getBytes(ISO_8859_1));
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body.clone();
    }

    /** Where the status allows a body. */
    ProxyAnswer withBody(byte[] other) {
        return new ProxyAnswer(status, headers, status == 204 ? body : other);
    }

    byte[] wire() {
        var head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (status != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        var wire = new ByteArrayOutputStream();
        wire.writeBytes(head.toString().getBytes(ISO_8859_1));
        wire.writeBytes(body);
        return wire.toByteArray();
    }
}
