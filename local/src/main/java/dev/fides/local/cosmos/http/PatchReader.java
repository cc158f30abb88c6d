package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Expr;
import dev.fides.local.cosmos.sql.Parser;
import dev.fides.local.cosmos.store.Patch;
import java.util.Map;

/** Reads a patch, {@code {operations:[...], condition:"FROM c WHERE ..."}}, where the condition may be absent. */
final class PatchReader {
    Patch read(JsonNode body) {
        JsonNode operations = body.isArray() ? body : body.path("operations");
        if (!body.hasNonNull("condition")) {
            return Patch.of(operations, document -> true);
        }
        Expr condition = Parser.parseCondition(body.path("condition").asText());
        return Patch.of(operations, document -> new Evaluator(Map.of()).matches(condition, document));
    }
}
