package dev.fides.sync.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.json.CanonicalJson;
import dev.fides.json.Excerpt;
import dev.fides.json.Json;
import dev.fides.mapping.Comparison;
import dev.fides.run.FieldDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a document of the target differs from the mapped one.
 *
 * <p>Members that only the target's document has are no difference, because data services add members of their own,
 * unless the definition says that the whole document is listed; nor is a member that is null here and absent there.
 */
public final class DocumentDiff {

    private final boolean complete;
    private final List<FieldDifference> differences = new ArrayList<>();

    private DocumentDiff(boolean complete) {
        this.complete = complete;
    }

    /**
     * Compares what the target lists with what is mapped, as the definition says.
     *
     * @param item as the target listed it
     * @throws dev.fides.jslt.InvalidTemplateException when a template of the definition cannot take one of them
     */
    public static List<FieldDifference> between(Comparison how, JsonNode item, JsonNode mapped) {
        DocumentDiff diff = new DocumentDiff(how.complete());
        diff.compare("", how.listed(item), how.mapped(mapped));
        return List.copyOf(diff.differences);
    }

    /** Every member of a document whose present content is not known. */
    public static List<FieldDifference> added(JsonNode wanted) {
        return between(Comparison.PLAIN, JsonNodeFactory.instance.objectNode(), wanted);
    }

    private void compare(String pointer, JsonNode stored, JsonNode wanted) {
        if (stored.isObject() && wanted.isObject()) {
            for (Map.Entry<String, JsonNode> member : wanted.properties()) {
                compare(pointer + "/" + escape(member.getKey()), stored.path(member.getKey()), member.getValue());
            }
            if (complete) {
                addExtra(pointer, stored, wanted);
            }
        } else if (stored.isArray() && wanted.isArray() && stored.size() == wanted.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                compare(pointer + "/" + i, stored.get(i), wanted.get(i));
            }
        } else if (!same(stored, wanted)) {
            Optional<JsonNode> from = stored.isMissingNode() ? Optional.empty() : Optional.of(cut(stored));
            differences.add(new FieldDifference(pointer, from, cut(wanted)));
        }
    }

    /** What only the target has should not be there: as if it were to be null. */
    private void addExtra(String pointer, JsonNode stored, JsonNode wanted) {
        for (Map.Entry<String, JsonNode> member : stored.properties()) {
            if (!wanted.has(member.getKey()) && !isNothing(member.getValue())) {
                differences.add(new FieldDifference(
                        pointer + "/" + escape(member.getKey()),
                        Optional.of(cut(member.getValue())),
                        NullNode.getInstance()));
            }
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
