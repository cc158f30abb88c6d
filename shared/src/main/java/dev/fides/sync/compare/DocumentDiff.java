package dev.fides.sync.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.json.CanonicalJson;
import dev.fides.json.Excerpt;
import dev.fides.json.Json;
import dev.fides.run.FieldDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a document of the target differs from the mapped one.
 *
 * <p>Members that only the target's document has are no difference, because data services add members of their own;
 * nor is a member that is null here and absent there.
 */
public final class DocumentDiff {

    private DocumentDiff() {}

    public static List<FieldDifference> between(JsonNode stored, JsonNode wanted) {
        List<FieldDifference> differences = new ArrayList<>();
        compare("", stored, wanted, differences);
        return differences;
    }

    /** Every member of a document whose present content is not known. */
    public static List<FieldDifference> added(JsonNode wanted) {
        return between(JsonNodeFactory.instance.objectNode(), wanted);
    }

    private static void compare(String pointer, JsonNode stored, JsonNode wanted, List<FieldDifference> to) {
        if (stored.isObject() && wanted.isObject()) {
            for (Map.Entry<String, JsonNode> member : wanted.properties()) {
                compare(pointer + "/" + escape(member.getKey()), stored.path(member.getKey()), member.getValue(), to);
            }
        } else if (stored.isArray() && wanted.isArray() && stored.size() == wanted.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                compare(pointer + "/" + i, stored.get(i), wanted.get(i), to);
            }
        } else if (!same(stored, wanted)) {
            Optional<JsonNode> from = stored.isMissingNode() ? Optional.empty() : Optional.of(cut(stored));
            to.add(new FieldDifference(pointer, from, cut(wanted)));
        }
    }

    private static boolean same(JsonNode stored, JsonNode wanted) {
        if (isNothing(stored) || isNothing(wanted)) {
            return isNothing(stored) && isNothing(wanted);
        }
        return stored.equals(wanted) || Arrays.equals(CanonicalJson.bytes(stored), CanonicalJson.bytes(wanted));
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** Reports are read by people; nobody reads more than an excerpt. */
    private static JsonNode cut(JsonNode value) {
        if (!value.isTextual() && !value.isContainerNode()) {
            return value;
        }
        String text = value.isTextual() ? value.textValue() : Json.text(value);
        String excerpt = Excerpt.of(text);
        return excerpt.equals(text) ? value : TextNode.valueOf(excerpt);
    }

    private static String escape(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }
}
