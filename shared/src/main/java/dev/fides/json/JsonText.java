package dev.fides.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.json.JsonOutline.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with a list in it, of which each item is read by itself: what is wrong with one is wrong with that one alone. The
 * limits of {@link Json} hold for an item, and not for all of them together. What stands around the list is read only where
 * it is asked for.
 */
public final class JsonText {

    /**
     * A tree takes up to nine times the bytes it was read from: so one item takes at most a third of an instance of
     * 512 MB.
     */
    public static final int MAX_ITEM_BYTES = 16 * 1024 * 1024;

    /**
     * Items of a larger text are not kept as trees, which would take up to nine times as much. Parsing them again takes time,
     * and common pages are smaller.
     */
    static final int LARGE = 2 * 1024 * 1024;

    /** No service lists as many at once; a text of nothing but commas would be as many items as it has bytes. */
    static final int MAX_ITEMS = 1_000_000;

    /** Where as many items of one list cannot be read, this is no JSON at all. */
    static final int MAX_UNREADABLE = 10_000;

    /** As much as a message shows, and a little more for what is left out. */
    private static final int EXCERPT = 1_000;

    private final byte[] json;
    private final Span whole;

    /** @param json in UTF-8; it must not change any more */
    public JsonText(byte[] json) {
        this.json = json;
        this.whole = new JsonOutline(json).whole();
    }

    /** The items of the array at a place, each as it is. */
    public Optional<List<JsonItem>> items(JsonPointer pointer) {
        return items(pointer, JsonPointer.empty());
    }

    /**
     * The items of the array at a place; empty when there is no array.
     *
     * @param record what of each is meant; where there is nothing, the item counts as unreadable
     *
     * @throws InvalidJsonException when this is no JSON at all, or nobody can tell where an item begins and ends
     */
    public Optional<List<JsonItem>> items(JsonPointer pointer, JsonPointer record) {
        JsonOutline outline = new JsonOutline(json);
        if (!outline.begins(whole, '{') && !outline.begins(whole, '[')) {
            read(whole);
            return Optional.empty();
        }
        Optional<Span> array = find(whole, pointer);
        if (array.isEmpty() || !outline.begins(array.get(), '[')) {
            return Optional.empty();
        }
        List<JsonItem> items = new ArrayList<>();
        int[] unreadable = {0};
        outline.elements(array.get(), span -> {
            JsonItem item = item(span, record);
            if (item instanceof JsonItem.Unreadable && ++unreadable[0] > MAX_UNREADABLE) {
                throw new BrokenJsonException(
                        span.from(), "more than " + MAX_UNREADABLE + " items of one list cannot be read");
            }
            items.add(item);
            if (items.size() > MAX_ITEMS) {
                throw new BrokenJsonException(span.from(), "more than " + MAX_ITEMS + " items in one list");
            }
        });
        return Optional.of(items);
    }

    /**
     * What is at a place; a missing node when there is nothing.
     *
     * @throws InvalidJsonException when it cannot be read
     */
    public JsonNode at(JsonPointer pointer) {
        return find(whole, pointer).map(this::read).orElse(MissingNode.getInstance());
    }

    /**
     * All of it as one value.
     *
     * @throws InvalidJsonException when it cannot be read
     */
    public JsonNode whole() {
        return read(whole);
    }

    /** What the value at a place looks like, without reading it, for messages. */
    public String kindAt(JsonPointer pointer) {
        Optional<Span> found = find(whole, pointer).filter(span -> !span.isEmpty());
        if (found.isEmpty()) {
            return "nothing";
        }
        return switch (json[found.get().from()]) {
            case '{' -> "object";
            case '[' -> "array";
            case '"' -> "string";
            case 't', 'f' -> "boolean";
            case 'n' -> "null";
            default -> "number";
        };
    }

    /** The beginning of all of it, for messages. */
    public String excerpt() {
        return excerpt(whole);
    }

    String excerpt(Span span) {
        return Excerpt.of(json, span.from(), Math.min(span.to(), span.from() + EXCERPT));
    }

    /** Stands for all bytes of a part. */
    String digest(Span span) {
        return Hashing.bytesHash(json, span.from(), span.to()).text();
    }

    Optional<Span> find(Span in, JsonPointer pointer) {
        return new JsonOutline(json).find(in, pointer);
    }

    private JsonItem item(Span span, JsonPointer record) {
        try {
            JsonNode listed = read(span);
            JsonNode value = listed.at(record);
            if (!record.matches() && (value.isMissingNode() || value.isNull())) {
                return new JsonItem.Unreadable(
                        "expected a record at \"" + record + "\" of the item, found "
                                + (value.isNull() ? "null" : "nothing"),
                        this,
                        span,
                        record);
            }
            return json.length > LARGE
                    ? new JsonItem.Held(this, span, find(span, record).orElseThrow(), Footprint.of(value))
                    : new JsonItem.Parsed(value, listed);
        } catch (InvalidJsonException e) {
            return new JsonItem.Unreadable(
                    "expected an item that can be read, from byte " + span.from() + " of the answer, found: "
                            + e.getMessage(),
                    this,
                    span,
                    record);
        }
    }

    JsonNode read(Span span) {
        if (span.isEmpty()) {
            throw new InvalidJsonException("nothing there; expected JSON");
        }
        int bytes = span.to() - span.from();
        if (bytes > MAX_ITEM_BYTES) {
            throw new InvalidJsonException(bytes + " bytes; at most " + MAX_ITEM_BYTES + " are read");
        }
        Unicode.check(json, span.from(), span.to());
        JsonNode node = Json.parse(json, span.from(), span.to());
        Unicode.check(node);
        return node;
    }
}
