package dev.fides.local.demo.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.DemoAnswer;
import dev.fides.local.demo.DemoJson;
import dev.fides.local.http.ServerResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Many writes in one request, each with its own outcome: NDJSON in the manner of Elasticsearch, or plain JSON. */
final class BulkApi {

    private final DocumentWriter writer;

    BulkApi(DocumentWriter writer) {
        this.writer = writer;
    }

    /** One action of a bulk request. */
    private record Action(String name, WriteAction write) {}

    /** Lines of actions ({@code index}, {@code create}, {@code update}, {@code delete}), the first three with a document. */
    ServerResponse ndjson(String body) {
        if (!body.endsWith("\n")) {
            throw new IllegalArgumentException("The last line of a bulk request must end with a line feed.");
        }
        var lines = body.lines().filter(line -> !line.isBlank()).iterator();
        // All lines are read before anything is written: a malformed request changes nothing.
        var actions = new ArrayList<Action>();
        while (lines.hasNext()) {
            actions.add(action(lines));
        }
        ObjectNode response = DemoJson.object();
        ArrayNode items = response.putArray("items");
        boolean errors = false;
        for (Action action : actions) {
            ActionOutcome outcome = writer.write(action.write());
            errors |= outcome.status() >= 400 && outcome.status() != 404;
            items.addObject().set(action.name(), item(action.write().id(), outcome));
        }
        return DemoAnswer.json(200, response.put("errors", errors));
    }

    private static Action action(Iterator<String> lines) {
        ObjectNode line = DemoJson.readObject(lines.next());
        if (line.size() != 1) {
            throw new IllegalArgumentException("A line must name one action: " + line);
        }
        Map.Entry<String, JsonNode> member = line.properties().iterator().next();
        String id = member.getValue().path("_id").asText("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("An action needs an _id: " + line);
        }
        if (!member.getKey().equals("delete") && !lines.hasNext()) {
            throw new IllegalArgumentException("The document of the last action is missing: " + line);
        }
        return switch (member.getKey()) {
            case "index" -> new Action("index", new WriteAction.Index(id, DemoJson.readObject(lines.next())));
            case "create" -> new Action("create", new WriteAction.Create(id, DemoJson.readObject(lines.next())));
            case "update" -> new Action("update", new WriteAction.Update(id, patch(lines.next())));
            case "delete" -> new Action("delete", new WriteAction.Delete(id));
            default -> throw new IllegalArgumentException("There is no action '" + member.getKey() + "'.");
        };
    }

    private static ObjectNode patch(String line) {
        if (DemoJson.readObject(line).path("doc") instanceof ObjectNode patch) {
            return patch;
        }
        throw new IllegalArgumentException("An update needs a doc: " + line);
    }

    private static ObjectNode item(String id, ActionOutcome outcome) {
        ObjectNode item =
                DemoJson.object().put("_id", id).put("status", outcome.status()).put("result", outcome.result());
        if (!outcome.reason().isEmpty()) {
            item.putObject("error").put("type", outcome.result()).put("reason", outcome.reason());
        }
        return item;
    }

    /** {@code {"operations":[{"op":"upsert","id":"1","document":{}}]}} -> {@code {"results":[{"id":"1","status":201}]}}. */
    ServerResponse json(String body) {
        JsonNode operations = DemoJson.readObject(body).path("operations");
        if (!operations.isArray()) {
            throw new IllegalArgumentException("A bulk request needs an array of operations.");
        }
        List<WriteAction> writes = new ArrayList<>();
        operations.forEach(operation -> writes.add(operation(operation)));
        ObjectNode response = DemoJson.object();
        ArrayNode results = response.putArray("results");
        for (WriteAction write : writes) {
            ActionOutcome outcome = writer.write(write);
            ObjectNode result = results.addObject().put("id", write.id()).put("status", outcome.status());
            if (!outcome.reason().isEmpty()) {
                result.put("error", outcome.reason());
            }
        }
        return DemoAnswer.json(200, response);
    }

    private static WriteAction operation(JsonNode operation) {
        String id = operation.path("id").asText("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("An operation needs an id: " + operation);
        }
        String name = operation.path("op").asText();
        if (name.equals("delete")) {
            return new WriteAction.Delete(id);
        }
        if (!(operation.path("document") instanceof ObjectNode document)) {
            throw new IllegalArgumentException("An operation needs a document: " + operation);
        }
        return switch (name) {
            case "upsert" -> new WriteAction.Index(id, document);
            case "create" -> new WriteAction.Create(id, document);
            case "update" -> new WriteAction.Update(id, document);
            default -> throw new IllegalArgumentException("There is no operation '" + name + "'.");
        };
    }
}
