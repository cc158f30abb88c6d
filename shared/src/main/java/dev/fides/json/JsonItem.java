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

    /** An item that was read. */
    record Parsed(JsonNode value) implements JsonItem {

        @Override
        public String excerpt() {
            return Json.text(value);
        }

        @Override
        public Optional<JsonNode> at(JsonPointer pointer) {
            JsonNode there = value.at(pointer);
            return there.isMissingNode() ? Optional.empty() : Optional.of(there);
        }
    }

    /** An item that is there and cannot be read: nobody may take it for absent. */
    final class Unreadable implements JsonItem {

        private final String reason;
        private final JsonText text;
        private final JsonOutline.Span span;

        Unreadable(String reason, JsonText text, JsonOutline.Span span) {
            this.reason = reason;
            this.text = text;
            this.span = span;
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
            try {
                return text.find(span, pointer).map(text::read);
            } catch (InvalidJsonException e) {
                return Optional.empty();
            }
        }
    }
}
