package dev.fides.config.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.config.source.Template;
import dev.fides.model.RecordKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What is known when a request is made, by the names that templates use. Immutable. */
public final class Variables {

    public static final String KEY = "key";
    public static final String ID = "id";
    public static final String KEYS = "keys";
    public static final String CURSOR = "cursor";
    public static final String PAGE = "page";
    public static final String OFFSET = "offset";
    public static final String SIZE = "size";
    public static final String RUN_ID = "runId";

    /** On a first page there is no cursor, and what an event asks for belongs to no run. */
    private static final Set<String> OPTIONAL = Set.of(CURSOR, RUN_ID);

    private static final Variables NONE = new Variables(Map.of());

    /** Of one value: the texts that make it, between them the separator, and the value as JSON. */
    private record Value(List<String> texts, String separator, JsonNode json) {
        String text(UnaryOperator<String> encoding, UnaryOperator<String> between) {
            return texts.stream().map(encoding).collect(Collectors.joining(between.apply(separator)));
        }
    }

    private final Map<String, Value> values;

    private Variables(Map<String, Value> values) {
        this.values = Map.copyOf(values);
    }

    /** Nothing is known. */
    public static Variables none() {
        return NONE;
    }

    /** A text. */
    public static Variables of(String name, String text) {
        return NONE.with(name, text);
    }

    /** The key of a record, and the parts that it has where it is composed. */
    public static Variables of(RecordKey key) {
        Variables variables = of(KEY, key.value());
        List<String> parts = key.parts();
        for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
            variables = variables.with(KEY + "." + i, parts.get(i));
        }
        return variables;
    }

    /** These and a text. */
    public Variables with(String name, String text) {
        return with(name, text, TextNode.valueOf(text));
    }

    /** These and a number. */
    public Variables with(String name, long number) {
        return with(name, Long.toString(number), LongNode.valueOf(number));
    }

    /** These and several texts, which stand joined in a text. */
    public Variables with(String name, List<String> texts, String separator) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return with(name, new Value(List.copyOf(texts), separator, array));
    }

    /** These and a value whose text differs from its JSON. */
    public Variables with(String name, String text, JsonNode json) {
        return with(name, new Value(List.of(text), "", json));
    }

    private Variables with(String name, Value value) {
        Map<String, Value> more = new HashMap<>(values);
        more.put(name, value);
        return new Variables(more);
    }

    /** These and the others. */
    public Variables and(Variables others) {
        Map<String, Value> more = new HashMap<>(values);
        more.putAll(others.values);
        return new Variables(more);
    }

    /**
     * A value as it stands in a text.
     *
     * @param encoding of each of several texts by itself
     * @param between what becomes of the separator of several texts
     */
    public Optional<String> text(String name, UnaryOperator<String> encoding, UnaryOperator<String> between) {
        return Optional.ofNullable(values.get(name)).map(value -> value.text(encoding, between));
    }

    /** A value as it stands alone in a JSON body. */
    public Optional<JsonNode> json(String name) {
        return Optional.ofNullable(values.get(name)).map(Value::json);
    }

    /** Whether what a template makes is left out of the request: it has a variable that need not have a value, and has none. */
    public boolean leavesOut(Template template) {
        return template.variables().stream().anyMatch(name -> OPTIONAL.contains(name) && !values.containsKey(name));
    }
}
