package dev.fides.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.local.demo.DemoSync;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a host and its target past the proxies, maps the host, and compares. */
final class TargetComparison {

    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    };

    private final AppClient client;
    private final Expression mapping = Parser.compileString(DemoSync.read("cities.jslt"));

    TargetComparison(AppClient client) {
        this.client = client;
    }

    /**
     * @param records host records
     * @param documents target documents
     * @param lost keys whose document is missing or another one, or that should not be there, each with what is wrong
     * @param doubled keys with more than one document
     */
    record Result(int records, int documents, List<String> lost, List<String> doubled) {}

    Result compare(Services services) throws IOException, InterruptedException {
        Map<String, JsonNode> wanted = new TreeMap<>();
        int records = wanted(services.host().uri(), wanted);
        Map<String, List<JsonNode>> found = found(services.target().uri());
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        var keys = new TreeSet<>(wanted.keySet());
        keys.addAll(found.keySet());
        for (String key : keys) {
            List<JsonNode> documents = found.getOrDefault(key, List.of());
            String name = services.sync() + ": " + key;
            if (!wanted.containsKey(key)) {
                lost.add(name + " should not be there");
            } else if (documents.isEmpty()) {
                lost.add(name + " is missing");
            } else if (documents.size() > 1) {
                doubled.add(name + " is there " + documents.size() + " times");
            } else if (!documents.get(0).equals(NUMBERS_BY_VALUE, wanted.get(key))) {
                lost.add(name + " differs: " + documents.get(0) + " instead of " + wanted.get(key));
            }
        }
        return new Result(records, found.values().stream().mapToInt(List::size).sum(), lost, doubled);
    }

    private int wanted(URI host, Map<String, JsonNode> wanted) throws IOException, InterruptedException {
        int records = 0;
        URI page = host.resolve("/cities?$orderby=id");
        while (true) {
            JsonNode body = body(page);
            for (JsonNode row : body.path("value")) {
                records++;
                JsonNode document = mapping.apply(row);
                if (!document.isNull()) {
                    wanted.put(document.path("externalId").asText(), document);
                }
            }
            if (!body.hasNonNull("@odata.nextLink")) {
                return records;
            }
            page = host.resolve(body.path("@odata.nextLink").asText());
        }
    }

    private Map<String, List<JsonNode>> found(URI target) throws IOException, InterruptedException {
        Map<String, List<JsonNode>> found = new TreeMap<>();
        URI page = target.resolve("/docs");
        while (true) {
            JsonNode body = body(page);
            for (JsonNode item : body.path("items")) {
                ((ObjectNode) item).remove("objectId");
                found.computeIfAbsent(item.path("externalId").asText(), unseen -> new ArrayList<>())
                        .add(item);
            }
            if (!body.hasNonNull("next")) {
                return found;
            }
            page = target.resolve("/docs?after=" + body.path("next").asText());
        }
    }

    private JsonNode body(URI uri) throws IOException, InterruptedException {
        AppClient.Answer answer = client.get(uri);
        if (!answer.ok()) {
            throw new IOException(uri + " cannot be read: " + answer);
        }
        return answer.body();
    }
}
