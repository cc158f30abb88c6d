package dev.fides.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one form of a JSON value, as in RFC 8785: members sorted by UTF-16 code units, no white space, ECMAScript numbers.
 *
 * <p>Two departures, so that no two different values have the same form. Numbers are not pressed into a double:
 * {@code 1.0}, {@code 1} and {@code 1e0} are the same, but {@code 12345678901234567890} and {@code 333333333.33333329} keep
 * all their digits. A surrogate without its partner is written as an escape instead of being refused.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** The canonical bytes, in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(node, bytes::write);
        return bytes.toByteArray();
    }

    /** Writes the canonical bytes. */
    public static void write(JsonNode node, ByteSink sink) {
        write(node, List.of(), sink);
    }

    /**
     * Writes the canonical bytes as if what the pointers name were not there; the node itself is left alone.
     *
     * @throws IllegalArgumentException when the tree holds what JSON cannot say (NaN, binary, objects of Java)
     */
    public static void write(JsonNode node, Collection<JsonPointer> omitted, ByteSink sink) {
        Utf8Writer out = new Utf8Writer(sink);
        value(node, Omission.of(omitted), out);
        out.flush();
    }

    private static void value(JsonNode node, Omission omission, Utf8Writer out) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, omission, out);
            case ARRAY -> array(node, omission, out);
            case STRING -> out.quoted(node.textValue());
            case NUMBER -> out.ascii(CanonicalNumber.of(node));
            case BOOLEAN -> out.ascii(node.booleanValue() ? "true" : "false");
            case NULL -> out.ascii("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        }
    }

    private static void object(JsonNode node, Omission omission, Utf8Writer out) {
        String[] names = new String[node.size()];
        int count = 0;
        for (Iterator<String> all = node.fieldNames(); all.hasNext(); ) {
            names[count++] = all.next();
        }
        Arrays.sort(names);
        char separator = '{';
        for (String name : names) {
            Omission inner = omission.at(name);
            if (!inner.whole()) {
                out.ascii(separator);
                out.quoted(name);
                out.ascii(':');
                value(node.get(name), inner, out);
                separator = ',';
            }
        }
        out.ascii(separator == '{' ? "{}" : "}");
    }

    private static void array(JsonNode node, Omission omission, Utf8Writer out) {
        char separator = '[';
        for (int i = 0; i < node.size(); i++) {
            Omission inner = omission.isEmpty() ? omission : omission.at(Integer.toString(i));
            if (!inner.whole()) {
                out.ascii(separator);
                value(node.get(i), inner, out);
                separator = ',';
            }
        }
        out.ascii(separator == '[' ? "[]" : "]");
    }

    /** What of a value is left out: all of it, or parts of its members and elements. */
    private record Omission(boolean whole, Map<String, Omission> parts) {

        private static final Omission NOTHING = new Omission(false, Map.of());

        static Omission of(Collection<JsonPointer> pointers) {
            if (pointers.isEmpty()) {
                return NOTHING;
            }
            if (pointers.stream().anyMatch(JsonPointer::matches)) {
                return new Omission(true, Map.of());
            }
            Map<String, List<JsonPointer>> byMember = pointers.stream()
                    .collect(Collectors.groupingBy(
                            JsonPointer::getMatchingProperty,
                            Collectors.mapping(JsonPointer::tail, Collectors.toList())));
            return new Omission(
                    false,
                    byMember.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> of(entry.getValue()))));
        }

        Omission at(String name) {
            return parts.getOrDefault(name, NOTHING);
        }

        boolean isEmpty() {
            return parts.isEmpty();
        }
    }
}
