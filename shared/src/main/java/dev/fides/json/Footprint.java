package dev.fides.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a tree takes in memory: as close as is needed to decide how many of them fit. */
public final class Footprint {

    /** An object with its map; an entry of the map with its name, which other objects share. */
    private static final int OBJECT = 80;

    private static final int MEMBER = 48;
    private static final int ARRAY = 48;
    private static final int ELEMENT = 8;

    /** A node with its text, one byte for a character; two where there are others than those of Latin-1. */
    private static final int TEXT = 64;

    private static final int NUMBER = 24;

    /** A number with a fraction keeps its digits. */
    private static final int DECIMAL = 64;

    private Footprint() {}

    /** Bytes. */
    public static long of(JsonNode tree) {
        long bytes = 0;
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(tree);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (node.isObject()) {
                bytes += OBJECT + (long) MEMBER * node.size();
                node.forEach(open::push);
            } else if (node.isArray()) {
                bytes += ARRAY + (long) ELEMENT * node.size();
                node.forEach(open::push);
            } else {
                bytes += ofValue(node);
            }
        }
        return bytes;
    }

    private static int ofValue(JsonNode node) {
        if (node.isTextual()) {
            return TEXT + node.textValue().length();
        }
        return node.isBigDecimal() || node.isBigInteger() ? DECIMAL : NUMBER;
    }
}
