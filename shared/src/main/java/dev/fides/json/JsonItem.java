package dev.fides.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One item of a list, read by itself. */
public sealed interface JsonItem {

    /** Its beginning, for a person to find it. */
    String excerpt();

    /**
     * What is at a place of it; empty when there is nothing, or nothing that every reader would understand the same.
     */
    Optional<JsonNode> at(JsonPointer pointer);

    /** What is at a place of the item as it is listed, with what stands around the record. */
    Optional<JsonNode> listedAt(JsonPointer pointer);

    /**
     * An item that was read.
     *
     * @param value the record
     * @param listed the item that has it; the record itself where nothing stands around it
     */
    record Parsed(JsonNode value, JsonNode listed) implements JsonItem {

        /** A record around which nothing stands. */
        public Parsed(JsonNode value) {
            this(value, value);
        }

        @Override
        public String excerpt() {
            return Json.text(value);
        }

        @Override
        public Optional<JsonNode> at(JsonPointer pointer) {
            return there(value.at(pointer));
        }

        @Override
        public Optional<JsonNode> listedAt(JsonPointer pointer) {
            return there(listed.at(pointer));
        }

        private static Optional<JsonNode> there(JsonNode found) {
            return found.isMissingNode() ? Optional.empty() : Optional.of(found);
        }
    }

    /** An item that is there and cannot be read: nobody may take it for absent. */
    final class Unreadable implements JsonItem {

        private final String reason;
        private final JsonText text;
        private final JsonOutline.Span span;
        private final JsonPointer record;

        Unreadable(String reason, JsonText text, JsonOutline.Span span, JsonPointer record) {
            this.reason = reason;
            this.text = text;
            this.span = span;
            this.record = record;
        }

        /** What was expected and what was found, at which byte. */
        public String reason() {
            return reason;
        }

        @Override
        public String excerpt() {
            return text.excerpt(span);
        }

        @Override
        public Optional<JsonNode> at(JsonPointer pointer) {
            return listedAt(record.append(pointer));
        }

        @Override
        public Optional<JsonNode> listedAt(JsonPointer pointer) {
            try {
                return text.find(span, pointer).map(text::read);
            } catch (InvalidJsonException e) {
                return Optional.empty();
            }
        }
    }
}
