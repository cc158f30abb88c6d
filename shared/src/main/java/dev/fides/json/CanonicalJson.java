package dev.fides.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        write(node, CanonicalForm.WHOLE, sink);
    }

    /**
     * Writes the canonical bytes of what counts; the node itself is left alone.
     *
     * @throws IllegalArgumentException when the tree holds what JSON cannot say (NaN, binary, objects of Java)
     */
    public static void write(JsonNode node, CanonicalForm form, ByteSink sink) {
        write(node, Places.of(form.omitted(), form.sets()), sink);
    }

    private static void write(JsonNode node, Places places, ByteSink sink) {
        Utf8Writer out = new Utf8Writer(sink);
        value(node, places, out);
        out.flush();
    }

    private static void value(JsonNode node, Places places, Utf8Writer out) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, places, out);
            case ARRAY -> array(node, places, out);
            case STRING -> out.quoted(node.textValue());
            case NUMBER -> out.ascii(CanonicalNumber.of(node));
            case BOOLEAN -> out.ascii(node.booleanValue() ? "true" : "false");
            case NULL -> out.ascii("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        }
    }

    private static void object(JsonNode node, Places places, Utf8Writer out) {
        String[] names = new String[node.size()];
        int count = 0;
        for (Iterator<String> all = node.fieldNames(); all.hasNext(); ) {
            names[count++] = all.next();
        }
        Arrays.sort(names);
        char separator = '{';
        for (String name : names) {
            Places inner = places.at(name);
            if (!inner.omitted()) {
                out.ascii(separator);
                out.quoted(name);
                out.ascii(':');
                value(node.get(name), inner, out);
                separator = ',';
            }
        }
        out.ascii(separator == '{' ? "{}" : "}");
    }

    private static void array(JsonNode node, Places places, Utf8Writer out) {
        char separator = '[';
        if (places.set()) {
            for (byte[] element : sorted(node, places)) {
                out.ascii(separator);
                out.raw(element);
                separator = ',';
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                Places inner = places.atIndex(i);
                if (!inner.omitted()) {
                    out.ascii(separator);
                    value(node.get(i), inner, out);
                    separator = ',';
                }
            }
        }
        out.ascii(separator == '[' ? "[]" : "]");
    }

    private static List<byte[]> sorted(JsonNode array, Places places) {
        List<byte[]> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            Places inner = places.atIndex(i);
            if (!inner.omitted()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                write(array.get(i), inner, bytes::write);
                elements.add(bytes.toByteArray());
            }
        }
        elements.sort(Arrays::compare);
        return elements;
    }

    /**
     * What a form says of a value: that it is left out, that it is a set, and what of its members and elements.
     *
     * @param parts by member name or index
     */
    private record Places(boolean omitted, boolean set, Map<String, Places> parts) {

        private static final Places NOTHING = new Places(false, false, Map.of());

        static Places of(Collection<JsonPointer> omitted, Collection<JsonPointer> sets) {
            if (omitted.isEmpty() && sets.isEmpty()) {
                return NOTHING;
            }
            if (omitted.stream().anyMatch(JsonPointer::matches)) {
                return new Places(true, false, Map.of());
            }
            Map<String, List<JsonPointer>> omittedByPart = byPart(omitted);
            Map<String, List<JsonPointer>> setsByPart = byPart(sets);
            Map<String, Places> parts = new HashMap<>();
            Stream.concat(omittedByPart.keySet().stream(), setsByPart.keySet().stream())
                    .forEach(part -> parts.computeIfAbsent(
                            part,
                            name -> of(
                                    omittedByPart.getOrDefault(name, List.of()),
                                    setsByPart.getOrDefault(name, List.of()))));
            return new Places(false, sets.stream().anyMatch(JsonPointer::matches), parts);
        }

        private static Map<String, List<JsonPointer>> byPart(Collection<JsonPointer> pointers) {
            return pointers.stream()
                    .filter(pointer -> !pointer.matches())
                    .collect(Collectors.groupingBy(
                            JsonPointer::getMatchingProperty,
                            Collectors.mapping(JsonPointer::tail, Collectors.toList())));
        }

        Places at(String name) {
            return parts.getOrDefault(name, NOTHING);
        }

        Places atIndex(int index) {
            return parts.isEmpty() ? NOTHING : at(Integer.toString(index));
        }
    }
}
