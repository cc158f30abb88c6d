package dev.fides.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.demo.sync.DemoReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a host and its target past the proxies, maps the host, and compares. */
final class TargetComparison {

    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    };

    private final DemoReader reader = new DemoReader();

    /**
     * @param records host records
     * @param documents target documents
     * @param lost keys whose document is missing or another one, or that should not be there, each with what is wrong
     * @param doubled keys with more than one document
     */
    record Result(int records, int documents, List<String> lost, List<String> doubled) {}

    Result compare(Services services) throws IOException {
        var records = new AtomicInteger();
        Map<String, JsonNode> wanted = new TreeMap<>();
        reader.mapped(services.host().uri(), document -> {
            records.incrementAndGet();
            document.ifPresent(wants -> wanted.put(wants.path("externalId").asText(), wants));
        });
        Map<String, List<JsonNode>> found = new TreeMap<>();
        reader.documents(services.target().uri(), item -> {
            item.remove("objectId");
            found.computeIfAbsent(item.path("externalId").asText(), unseen -> new ArrayList<>())
                    .add(item);
        });
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
        return new Result(
                records.get(), found.values().stream().mapToInt(List::size).sum(), lost, doubled);
    }
}
