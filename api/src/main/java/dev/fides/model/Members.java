package dev.fides.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The names of what a document has, without the values: its members and those of its objects, as JSON Pointers (RFC 6901).
 * Arrays count as a whole, since every way to update a document replaces them as a whole. A member that is null is none.
 *
 * @param pointers in their order as texts, so that an object comes before its members
 */
public record Members(List<String> pointers) {
    public Members {
        pointers = List.copyOf(new TreeSet<>(pointers));
    }

    public static Members of(JsonNode document) {
        List<String> pointers = new ArrayList<>();
        collect("", document, pointers);
        return new Members(pointers);
    }

    private static void collect(String pointer, JsonNode value, Collection<String> to) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (!member.getValue().isNull()) {
                String place = pointer + "/" + escape(member.getKey());
                to.add(place);
                collect(place, member.getValue(), to);
            }
        }
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Of these, those that a document lacks. What lies in an object that it lacks as a whole is not named besides. */
    public List<JsonPointer> missingIn(JsonNode document) {
        return pointers.stream()
                .map(JsonPointer::compile)
                .filter(pointer -> document.at(pointer.head()).isObject()
                        && document.at(pointer).isMissingNode())
                .toList();
    }

    /** The document with null in these places, which asks a target that merges to drop what it has there. */
    public static JsonNode cleared(JsonNode document, Collection<JsonPointer> places) {
        if (places.isEmpty()) {
            return document;
        }
        JsonNode copy = document.deepCopy();
        for (JsonPointer place : places) {
            if (copy.at(place.head()) instanceof ObjectNode parent) {
                parent.putNull(place.last().getMatchingProperty());
            }
        }
        return copy;
    }
}
