package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.sql.SqlValues;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.cosmos.store.DocumentKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where the next page starts: after the last document delivered, in key order or, for ORDER BY, in the order of its
 * sort values and then its key. So writes between two pages neither repeat nor skip a document that stays where it was.
 * Rows of DISTINCT and GROUP BY belong to no document; for them the number already delivered counts.
 *
 * @param delivered rows of all pages so far
 * @param sortValues of the last row, for ORDER BY
 * @param after key of the last document, none before the first page
 */
record Continuation(long delivered, List<JsonNode> sortValues, Optional<DocumentKey> after) {
    static final Continuation START = new Continuation(0, List.of(), Optional.empty());

    /** Text fit for a header. */
    String encode() {
        ObjectNode node = CosmosJson.object().put("n", delivered);
        ArrayNode values = node.putArray("s");
        // Each in an array of its own, because undefined can't be written otherwise.
        for (JsonNode value : sortValues) {
            ArrayNode box = values.addArray();
            if (!value.isMissingNode()) {
                box.add(value);
            }
        }
        after.ifPresent(key -> node.put("p", key.partition()).put("i", key.id()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(CosmosJson.bytes(node));
    }

    static Continuation decode(String text) {
        try {
            JsonNode node = CosmosJson.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (!node.path("n").isIntegralNumber()) {
                throw invalid();
            }
            List<JsonNode> values = new ArrayList<>();
            for (JsonNode box : node.path("s")) {
                values.add(box.isEmpty() ? SqlValues.UNDEFINED : box.get(0));
            }
            Optional<DocumentKey> after = node.has("i")
                    ? Optional.of(new DocumentKey(
                            node.path("p").asText(), node.path("i").asText()))
                    : Optional.empty();
            return new Continuation(node.path("n").longValue(), values, after);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static CosmosException invalid() {
        return CosmosException.badRequest("Invalid Continuation Token");
    }
}
