package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.sql.Query.Field;
import dev.fides.local.cosmos.sql.Query.Projection;
import java.util.Map;

/** Makes the result of a row. */
public final class Projector {
    private Projector() {}

    /** The projected document; undefined where VALUE finds nothing, and then the row is left out. */
    public static JsonNode project(Projection projection, Evaluator evaluator, JsonNode document) {
        return project(projection, evaluator, document, Map.of());
    }

    static JsonNode project(
            Projection projection, Evaluator evaluator, JsonNode document, Map<Expr.Aggregate, JsonNode> aggregates) {
        if (projection instanceof Projection.Value value) {
            return evaluator.evaluate(value.expression(), document, aggregates);
        }
        if (projection instanceof Projection.Fields fields) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Field field : fields.fields()) {
                JsonNode member = evaluator.evaluate(field.expression(), document, aggregates);
                if (!member.isMissingNode()) {
                    object.set(field.name(), member);
                }
            }
            return object;
        }
        return document;
    }
}
