package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is answered; headers are added one by one. */
final class Response {
    private static final byte[] EMPTY = {};

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Response(int status, byte[] body) {
        this.status = status;
        this.body = body;
        charge(1);
    }

    static Response empty(int status) {
        return new Response(status, EMPTY);
    }

    static Response of(int status, byte[] json) {
        return new Response(status, json);
    }

    static Response of(int status, JsonNode json) {
        return new Response(status, CosmosJson.bytes(json));
    }

    static Response of(CosmosException e) {
        Response response =
                of(e.status(), CosmosJson.object().put("code", e.code()).put("message", e.getMessage()));
        if (e.substatus() != 0) {
            response.header("x-ms-substatus", String.valueOf(e.substatus()));
        }
        if (e.retryAfterMs() != 0) {
            response.header("x-ms-retry-after-ms", String.valueOf(e.retryAfterMs()));
        }
        return response;
    }

    /** A list of resources under the name the SDK looks for. */
    static Response feed(String name, String rid, List<byte[]> items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("{\"_rid\":\"" + rid + "\",\"_count\":" + items.size() + ",\"" + name + "\":["));
        boolean first = true;
        for (byte[] item : items) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.writeBytes(item);
        }
        out.writeBytes(ascii("]}"));
        return of(200, out.toByteArray()).header("x-ms-item-count", String.valueOf(items.size()));
    }

    static Response feed(String name, String rid, Iterable<? extends JsonNode> items) {
        ArrayNode array = CosmosJson.object().putArray(name);
        items.forEach(array::add);
        return of(
                        200,
                        CosmosJson.object()
                                .put("_rid", rid)
                                .put("_count", array.size())
                                .set(name, array))
                .header("x-ms-item-count", String.valueOf(array.size()));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    Response header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Response charge(double units) {
        return header("x-ms-request-charge", String.valueOf(units));
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
