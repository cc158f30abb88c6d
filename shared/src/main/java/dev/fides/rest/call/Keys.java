package dev.fides.rest.call;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.json.Json;
import dev.fides.json.JsonItem;
import dev.fides.model.KeyPointers;
import dev.fides.model.RecordKey;
import dev.fides.rest.http.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds identities in JSON: strings and integers, of any length, as exact text. */
public final class Keys {

    /** A usable key, or the reason why there is none. */
    public sealed interface ItemKey {
        public record Usable(RecordKey key) implements ItemKey {}

        public record Unusable(String reason) implements ItemKey {}
    }

    private Keys() {}

    /** The key of a record. */
    public static ItemKey of(JsonNode item, KeyPointers pointers) {
        return of(item::at, pointers);
    }

    private static ItemKey of(Function<JsonPointer, JsonNode> at, KeyPointers pointers) {
        List<String> parts = new ArrayList<>();
        for (JsonPointer pointer : pointers.parts()) {
            JsonNode found = at.apply(pointer);
            Optional<String> part = text(found);
            if (part.isEmpty()) {
                return new ItemKey.Unusable(
                        "expected a string or an integer at \"" + pointer + "\", found " + describe(found));
            }
            parts.add(part.get());
        }
        return of(parts, pointers.toString());
    }

    /**
     * The key of these texts.
     *
     * @param place where they were found, for the reason why there is none
     */
    private static ItemKey of(List<String> parts, String place) {
        if (parts.stream().anyMatch(Keys::hasLoneSurrogate)) {
            // It has no UTF-8 form: in an address it would become another key.
            return new ItemKey.Unusable("expected valid Unicode at \"" + place + "\", found a lone surrogate");
        }
        try {
            return new ItemKey.Usable(parts.size() == 1 ? new RecordKey(parts.get(0)) : RecordKey.ofParts(parts));
        } catch (IllegalArgumentException e) {
            return new ItemKey.Unusable("the key at \"" + place + "\": " + Messages.excerpt(e.getMessage()));
        }
    }

    /** A key that was computed: a string, an integer, or a list of such parts. */
    public static ItemKey ofComputed(JsonNode value, String origin) {
        List<String> parts = new ArrayList<>();
        for (JsonNode part : value.isArray() ? value : List.of(value)) {
            text(part).ifPresent(parts::add);
        }
        if (parts.isEmpty() || (value.isArray() && parts.size() < value.size())) {
            return new ItemKey.Unusable(
                    "expected a string, an integer or a list of them from " + origin + ", found " + describe(value));
        }
        return of(parts, origin);
    }

    /** The key of an item of a list; of one that cannot be read, where its key still can. */
    public static ItemKey of(JsonItem item, KeyPointers pointers) {
        if (item instanceof JsonItem.Legible) {
            return of(pointer -> item.at(pointer).orElse(MissingNode.getInstance()), pointers);
        }
        List<String> parts = pointers.parts().stream()
                .flatMap(pointer -> item.at(pointer).flatMap(Keys::text).stream())
                .toList();
        return parts.size() == pointers.parts().size()
                ? of(parts, pointers.toString())
                : new ItemKey.Unusable("found no readable key at \"" + pointers + "\"");
    }

    /** The same as text; empty where there is no usable one. */
    public static Optional<String> text(JsonItem item, KeyPointers pointers) {
        return of(item, pointers) instanceof ItemKey.Usable usable
                ? Optional.of(usable.key().value())
                : Optional.empty();
    }

    /** A string or an integer as text. */
    public static Optional<String> text(JsonNode value) {
        return value.isTextual() || value.isIntegralNumber() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The beginning of an item, for a person to find it. */
    public static String excerpt(JsonNode item) {
        return Messages.excerpt(Json.text(item));
    }

    private static String describe(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? kind(value) + " " + excerpt(value) : kind(value);
    }

    public static String kind(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
