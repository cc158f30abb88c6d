package dev.fides.local.cosmos.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The partition key paths of a container, each split into member names.
 *
 * @param paths {@code /address/city} is {@code [address, city]}; several for hierarchical keys
 */
public record PartitionKeyDefinition(List<List<String>> paths) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public PartitionKeyDefinition {
        paths = List.copyOf(paths);
    }

    /** Reads {@code partitionKey.paths} of a container's properties. */
    public static PartitionKeyDefinition of(JsonNode containerProperties) {
        List<List<String>> paths = new ArrayList<>();
        for (JsonNode path : containerProperties.path("partitionKey").path("paths")) {
            String text = path.asText();
            if (!text.startsWith("/") || text.length() < 2) {
                throw CosmosException.badRequest("The partition key path '" + text + "' must start with '/'.");
            }
            paths.add(Arrays.asList(text.substring(1).split("/", -1)));
        }
        if (paths.isEmpty() || paths.size() > 3) {
            throw CosmosException.badRequest("A container needs one to three partition key paths.");
        }
        return new PartitionKeyDefinition(paths);
    }

    /** True when the id is the partition key, so that an id alone leads to its document. */
    public boolean isId() {
        return paths.size() == 1 && paths.get(0).equals(List.of("id"));
    }

    /** The partition {@code document} belongs to. */
    public String partitionOf(JsonNode document) {
        List<JsonNode> values = new ArrayList<>();
        for (List<String> path : paths) {
            JsonNode value = document;
            for (String member : path) {
                value = value.path(member);
            }
            values.add(value);
        }
        return canonical(values);
    }

    /** The partition named by the header {@code x-ms-documentdb-partitionkey}. */
    public String parse(String header) {
        JsonNode values = CosmosJson.parse(header);
        if (!values.isArray() || values.size() != paths.size()) {
            throw CosmosException.badRequest(
                    "Partition key provided either doesn't correspond to definition in the collection or doesn't match"
                            + " partition key field values specified in the document: " + header,
                    1001);
        }
        List<JsonNode> list = new ArrayList<>();
        values.forEach(list::add);
        return canonical(list);
    }

    /** The partition of these values; a missing node stands for an absent member, which the SDK writes as {@code {}}. */
    public static String canonical(List<JsonNode> values) {
        ArrayNode array = NODES.arrayNode();
        for (JsonNode value : values) {
            if (value.isMissingNode() || (value.isObject() && value.isEmpty())) {
                array.addObject();
            } else if (value.isContainerNode()) {
                throw CosmosException.badRequest("A partition key value must be a string, number, boolean or null.");
            } else if (value.isNumber()) {
                // 1 and 1.0 are the same number to Cosmos DB, and so the same partition.
                array.add(value.doubleValue());
            } else {
                array.add(value);
            }
        }
        return array.toString();
    }
}
