package dev.fides.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Schemas of values that were seen. */
final class Shapes {

    private Shapes() {}

    /** One schema for all items: a member whose types differ has none. */
    static ObjectNode of(Iterable<JsonNode> items) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (JsonNode item : items) {
            item.properties().forEach(member -> {
                JsonNode before = properties.path(member.getKey());
                ObjectNode now = JsonNodeFactory.instance.objectNode();
                String type = type(member.getValue());
                if (!type.isEmpty()) {
                    now.put("type", type);
                }
                if (before.isMissingNode() || before.isEmpty()) {
                    properties.set(member.getKey(), now);
                } else if (!type.isEmpty() && !before.equals(now)) {
                    properties.putObject(member.getKey());
                }
            });
        }
        return schema;
    }

    /** Empty for null, which says nothing. */
    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            default -> "";
        };
    }
}
