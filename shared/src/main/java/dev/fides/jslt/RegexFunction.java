package dev.fides.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.RegexpFunction;
import dev.fides.bounds.SafePattern;
import dev.fides.bounds.WorkLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of JSLT whose second argument is a regular expression, with the results of JSLT's own one.
 *
 * @param body gets all arguments
 */
record RegexFunction(String getName, int getMinArguments, Body body) implements Function, RegexpFunction {

    /** What it does. */
    interface Body {
        JsonNode call(JsonNode... arguments);
    }

    @Override
    public int getMaxArguments() {
        return getMinArguments;
    }

    /** Makes JSLT refuse a template whose pattern cannot be read. */
    @Override
    public int regexpArgumentNumber() {
        return 1;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
        WorkLimit.check();
        return body.call(arguments);
    }

    /** The named groups of the first match; those that took no part in it are null. */
    static JsonNode capture(SafePattern pattern, String text) {
        return pattern.search(text, search -> {
            ObjectNode groups = NodeUtils.mapper.createObjectNode();
            if (search.find(0)) {
                pattern.groups().forEach(name -> groups.put(name, search.group(name)));
            }
            return groups;
        });
    }

    /** The parts between the matches as {@link String#split(String)} gives them. */
    static JsonNode split(SafePattern pattern, String text) {
        return pattern.search(text, search -> {
            List<String> parts = new ArrayList<>();
            int taken = 0;
            int from = 0;
            while (from <= text.length() && search.find(from)) {
                boolean emptyAtBeginning = search.end() == 0;
                if (!emptyAtBeginning) {
                    parts.add(text.substring(taken, search.start()));
                    taken = search.end();
                }
                from = search.end() > search.start() ? search.end() : search.end() + 1;
            }
            if (taken == 0 && parts.isEmpty()) {
                return array(List.of(text));
            }
            parts.add(text.substring(taken));
            int size = parts.size();
            while (size > 0 && parts.get(size - 1).isEmpty()) {
                size--;
            }
            return array(parts.subList(0, size));
        });
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = NodeUtils.mapper.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** The text with every match replaced, as it is when there is none. */
    static JsonNode replace(SafePattern pattern, JsonNode value, String text, String replacement) {
        return pattern.search(text, search -> {
            StringBuilder replaced = new StringBuilder();
            int taken = 0;
            while (search.find(taken)) {
                if (search.start() == search.end()) {
                    throw new JsltException(
                            "Regexp " + pattern.pattern() + " in replace() matched empty string in '" + value + "'");
                }
                replaced.append(text, taken, search.start()).append(replacement);
                taken = search.end();
            }
            if (taken == 0 && value.isTextual()) {
                return value;
            }
            return new TextNode(replaced.append(text, taken, text.length()).toString());
        });
    }
}
