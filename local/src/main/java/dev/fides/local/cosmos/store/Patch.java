package dev.fides.local.cosmos.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Partial changes of a document, applied in order if the document meets a condition. */
public final class Patch {
    /** As many operations as Cosmos DB takes in one patch. */
    private static final int MAX_OPERATIONS = 10;

    private final List<PatchStep> steps;
    private final Predicate<JsonNode> condition;

    private Patch(List<PatchStep> steps, Predicate<JsonNode> condition) {
        this.steps = List.copyOf(steps);
        this.condition = condition;
    }

    /**
     * Checks and keeps the operations.
     *
     * @param operations array of {@code {op, path, value}}, with {@code from} for a move
     * @param condition what the document must meet, else 412
     */
    public static Patch of(JsonNode operations, Predicate<JsonNode> condition) {
        if (!operations.isArray() || operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw CosmosException.badRequest("A patch needs one to " + MAX_OPERATIONS + " operations.");
        }
        List<PatchStep> steps = new ArrayList<>();
        operations.forEach(operation -> steps.add(PatchStep.of(operation)));
        return new Patch(steps, condition);
    }

    /** The changed document; {@code document} itself may be changed on the way. */
    ObjectNode apply(ObjectNode document) {
        if (!condition.test(document)) {
            throw CosmosException.preconditionFailed("The condition of the patch is not met: id "
                    + document.path("id").asText());
        }
        steps.forEach(step -> step.apply(document));
        return document;
    }

    private record PatchStep(String op, List<String> path, List<String> from, JsonNode value) {
        static PatchStep of(JsonNode operation) {
            String op = operation.path("op").asText();
            List<String> path = pointer(operation.path("path").asText());
            List<String> from =
                    op.equals("move") ? pointer(operation.path("from").asText()) : List.of();
            return new PatchStep(op, path, from, operation.path("value"));
        }

        private static List<String> pointer(String text) {
            if (!text.startsWith("/") || text.length() < 2) {
                throw CosmosException.badRequest("A patch path must start with '/': " + text);
            }
            List<String> members = new ArrayList<>();
            for (String member : text.substring(1).split("/", -1)) {
                members.add(member.replace("~1", "/").replace("~0", "~"));
            }
            return members;
        }

        void apply(ObjectNode document) {
            if (op.equals("move")) {
                JsonNode moved = resolve(document, from, from.size());
                change(document, from, "remove", moved);
                change(document, path, "add", moved);
            } else {
                change(document, path, op, value);
            }
        }

        private static void change(ObjectNode document, List<String> path, String op, JsonNode value) {
            JsonNode parent = resolve(document, path, path.size() - 1);
            String last = path.get(path.size() - 1);
            if (parent instanceof ObjectNode object) {
                changeMember(object, last, op, value);
            } else if (parent instanceof ArrayNode array) {
                changeElement(array, last, op, value);
            } else {
                throw missing(path);
            }
        }

        private static void changeMember(ObjectNode object, String name, String op, JsonNode value) {
            switch (op) {
                case "add", "set" -> object.set(name, value);
                case "replace" -> {
                    requireMember(object, name);
                    object.set(name, value);
                }
                case "remove" -> {
                    requireMember(object, name);
                    object.remove(name);
                }
                case "incr" -> increment(object, name, value);
                default -> throw CosmosException.badRequest("Unknown patch operation: " + op);
            }
        }

        private static void increment(ObjectNode object, String name, JsonNode by) {
            JsonNode current = object.path(name);
            if (!by.isNumber() || !(current.isNumber() || current.isMissingNode())) {
                throw CosmosException.badRequest("Only a number can be incremented, by a number: " + name);
            }
            if (by.isIntegralNumber() && !current.isFloatingPointNumber()) {
                object.put(name, current.asLong() + by.asLong());
            } else {
                object.put(name, current.asDouble() + by.asDouble());
            }
        }

        private static void changeElement(ArrayNode array, String name, String op, JsonNode value) {
            int index = name.equals("-") ? array.size() : index(name);
            boolean adds = op.equals("add");
            if (index > array.size() || (index == array.size() && !adds)) {
                throw missing(List.of(name));
            }
            switch (op) {
                case "add" -> array.insert(index, value);
                case "set", "replace" -> array.set(index, value);
                case "remove" -> array.remove(index);
                default -> throw CosmosException.badRequest("Unknown patch operation on an array: " + op);
            }
        }

        private static JsonNode resolve(JsonNode document, List<String> path, int depth) {
            JsonNode node = document;
            for (String member : path.subList(0, depth)) {
                node = node.isArray() ? node.path(index(member)) : node.path(member);
            }
            if (node.isMissingNode()) {
                throw missing(path);
            }
            return node;
        }

        private static int index(String text) {
            try {
                return Integer.parseUnsignedInt(text);
            } catch (NumberFormatException e) {
                throw CosmosException.badRequest("An index into an array must be a number: " + text);
            }
        }

        private static void requireMember(ObjectNode object, String name) {
            if (!object.has(name)) {
                throw missing(List.of(name));
            }
        }

        private static CosmosException missing(List<String> path) {
            return CosmosException.badRequest("The patch path does not exist: /" + String.join("/", path));
        }
    }
}
