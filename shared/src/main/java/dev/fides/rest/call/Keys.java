package dev.fides.rest.call;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.json.Json;
import dev.fides.json.JsonItem;
import dev.fides.model.RecordKey;
import dev.fides.rest.http.Messages;
import java.util.Locale;
import java.util.Optional;

/** Finds identities in JSON: strings and integers, of any length, as exact text. */
public final class Keys {

    /** A usable key, or the reason why there is none. */
    public sealed interface ItemKey {
        public record Usable(RecordKey key) implements ItemKey {}

        public record Unusable(String reason) implements ItemKey {}
    }

    private Keys() {}

    /** The key of a record. */
    public static ItemKey of(JsonNode item, JsonPointer pointer) {
        return ofValue(item.at(pointer), pointer);
    }

    private static ItemKey ofValue(JsonNode value, JsonPointer pointer) {
        Optional<String> text = text(value);
        if (text.isEmpty()) {
            return new ItemKey.Unusable(
                    "expected a string or an integer at \"" + pointer + "\", found " + describe(value));
        }
        if (hasLoneSurrogate(text.get())) {
            // It has no UTF-8 form: in an address it would become another key.
            return new ItemKey.Unusable("expected valid Unicode at \"" + pointer + "\", found a lone surrogate");
        }
        try {
            return new ItemKey.Usable(new RecordKey(text.get()));
        } catch (IllegalArgumentException e) {
            return new ItemKey.Unusable("the key at \"" + pointer + "\": " + Messages.excerpt(e.getMessage()));
        }
    }

    /** The key of an item of a list; of one that cannot be read, where its key still can. */
    public static ItemKey of(JsonItem item, JsonPointer pointer) {
        if (item instanceof JsonItem.Legible) {
            return ofValue(item.at(pointer).orElse(MissingNode.getInstance()), pointer);
        }
        return item.at(pointer)
                .map(value -> of(value, JsonPointer.empty()))
                .orElseGet(() -> new ItemKey.Unusable("found no readable key at \"" + pointer + "\""));
    }

    /** The same as text; empty where there is no usable one. */
    public static Optional<String> text(JsonItem item, JsonPointer pointer) {
        return of(item, pointer) instanceof ItemKey.Usable usable
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
