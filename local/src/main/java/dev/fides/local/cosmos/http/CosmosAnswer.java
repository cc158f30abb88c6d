package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes answers in the form of Cosmos DB; what costs more than one request unit says so with {@link #charged}. */
final class CosmosAnswer {
    private static final String CHARGE = "x-ms-request-charge";

    private CosmosAnswer() {}

    static ServerResponse empty(int status) {
        return charged(ServerResponse.empty(status), 1);
    }

    static ServerResponse of(int status, byte[] json) {
        return charged(ServerResponse.of(status, "application/json", json), 1);
    }

    static ServerResponse of(int status, JsonNode json) {
        return of(status, CosmosJson.bytes(json));
    }

    static ServerResponse of(CosmosException e) {
        ServerResponse response =
                of(e.status(), CosmosJson.object().put("code", e.code()).put("message", e.getMessage()));
        if (e.substatus() != 0) {
            response = response.with("x-ms-substatus", String.valueOf(e.substatus()));
        }
        if (e.retryAfterMs() != 0) {
            response = response.with("x-ms-retry-after-ms", String.valueOf(e.retryAfterMs()));
        }
        return response;
    }

    /** A list of resources under the name the SDK looks for. */
    static ServerResponse feed(String name, String rid, List<byte[]> items) {
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
        return of(200, out.toByteArray()).with("x-ms-item-count", String.valueOf(items.size()));
    }

    static ServerResponse feed(String name, String rid, Iterable<? extends JsonNode> items) {
        ArrayNode array = CosmosJson.object().putArray(name);
        items.forEach(array::add);
        return of(
                        200,
                        CosmosJson.object()
                                .put("_rid", rid)
                                .put("_count", array.size())
                                .set(name, array))
                .with("x-ms-item-count", String.valueOf(array.size()));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The answer with its price in request units. */
    static ServerResponse charged(ServerResponse response, double units) {
        return response.with(CHARGE, String.valueOf(units));
    }
}
