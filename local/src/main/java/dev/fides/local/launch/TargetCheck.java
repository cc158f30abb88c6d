package dev.fides.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.local.demo.DemoSync;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads the demo host and target over HTTP, maps the host, and compares: the proof that they are in step. */
final class TargetCheck {

    private static final int EXAMPLES = 5;

    private final JsonClient client;
    private final Expression mapping = Parser.compileString(DemoSync.read("cities.jslt"));

    TargetCheck(JsonClient client) {
        this.client = client;
    }

    /**
     * What was found.
     *
     * @param read host records
     * @param filtered those that the mapping leaves out
     * @param found target documents
     * @param differences keys and what is wrong with them; empty if the target holds exactly the mapped host
     */
    record Result(int read, int filtered, int found, List<String> differences) {

        boolean agrees() {
            return differences.isEmpty();
        }

        String examples() {
            String some = String.join(", ", differences.subList(0, Math.min(EXAMPLES, differences.size())));
            return differences.size() > EXAMPLES ? some + ", and " + (differences.size() - EXAMPLES) + " more" : some;
        }
    }

    Result compare(URI host, URI target) throws IOException {
        int read = 0;
        Map<String, String> wanted = new HashMap<>();
        for (URI page = host.resolve("/cities?$orderby=id"); page != null; ) {
            JsonNode body = body(page);
            for (JsonNode row : body.path("value")) {
                read++;
                JsonNode document = mapping.apply(row);
                if (!document.isNull()) {
                    wanted.put(document.path("externalId").asText(), Plain.text(document));
                }
            }
            page = body.hasNonNull("@odata.nextLink")
                    ? host.resolve(body.get("@odata.nextLink").asText())
                    : null;
        }
        Map<String, String> found = documents(target);
        return new Result(read, read - wanted.size(), found.size(), differences(wanted, found));
    }

    private Map<String, String> documents(URI target) throws IOException {
        Map<String, String> found = new HashMap<>();
        for (URI page = target.resolve("/docs"); page != null; ) {
            JsonNode body = body(page);
            body.path("items")
                    .forEach(item ->
                            found.put(((ObjectNode) item).remove("objectId").asText(), Plain.text(item)));
            page = body.hasNonNull("next")
                    ? target.resolve("/docs?after=" + body.get("next").asText())
                    : null;
        }
        return found;
    }

    private JsonNode body(URI uri) throws IOException {
        var answer = client.get(uri);
        if (answer.status() != 200) {
            throw new LaunchException(uri + " cannot be read: " + answer.problem());
        }
        return answer.body();
    }

    private static List<String> differences(Map<String, String> wanted, Map<String, String> found) {
        var keys = new TreeSet<>(wanted.keySet());
        keys.addAll(found.keySet());
        var differences = new ArrayList<String>();
        for (String key : keys) {
            if (!found.containsKey(key)) {
                differences.add(key + " is missing");
            } else if (!wanted.containsKey(key)) {
                differences.add(key + " should not be there");
            } else if (!wanted.get(key).equals(found.get(key))) {
                differences.add(key + " differs");
            }
        }
        return differences;
    }

    /** Text that is equal for equal JSON: members sorted, numbers by their value. */
    private static final class Plain {

        static String text(JsonNode node) {
            var text = new StringBuilder();
            append(node, text);
            return text.toString();
        }

        private static void append(JsonNode node, StringBuilder text) {
            if (node.isObject()) {
                text.append('{');
                node.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(member -> {
                    text.append(member.getKey()).append(':');
                    append(member.getValue(), text);
                    text.append(',');
                });
                text.append('}');
            } else if (node.isArray()) {
                text.append('[');
                node.forEach(element -> {
                    append(element, text);
                    text.append(',');
                });
                text.append(']');
            } else {
                text.append(node.isNumber() ? String.valueOf(node.doubleValue()) : node.toString());
            }
        }
    }
}
