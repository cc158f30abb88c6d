package dev.fides.local.launch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.demo.sync.DemoReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the demo host and target over HTTP, maps the host, and compares: the proof that they are in step. */
final class TargetCheck {

    private static final int EXAMPLES = 5;

    private final DemoReader reader = new DemoReader();

    /**
     * What was found.
     *
     * @param read host records
     * @param filtered those that the mapping leaves out
     * @param found target documents
     * @param differences keys and what is wrong with them; empty if the target holds exactly the mapped host
     */
    public record Result(int read, int filtered, int found, List<String> differences) {

        boolean agrees() {
            return differences.isEmpty();
        }

        String examples() {
            String some = String.join(", ", differences.subList(0, Math.min(EXAMPLES, differences.size())));
            return differences.size() > EXAMPLES ? some + ", and " + (differences.size() - EXAMPLES) + " more" : some;
        }
    }

    Result compare(URI host, URI target) throws IOException {
        var read = new AtomicInteger();
        Map<String, String> wanted = new HashMap<>();
        reader.mapped(host, document -> {
            read.incrementAndGet();
            document.ifPresent(wants -> wanted.put(wants.path("externalId").asText(), Plain.text(wants)));
        });
        Map<String, String> found = new HashMap<>();
        reader.documents(target, item -> found.put(item.remove("objectId").asText(), Plain.text(item)));
        return new Result(read.get(), read.get() - wanted.size(), found.size(), differences(wanted, found));
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
