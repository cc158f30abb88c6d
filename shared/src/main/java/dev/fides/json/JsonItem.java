package dev.fides.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.Content;
import java.util.Optional;

/** One item of a list, read by itself. */
public sealed interface JsonItem {

    /** Its beginning, for a person to find it. */
    String excerpt();

    /** What tells it from other items by all of its content. */
    String identity();

    /**
     * What is at a place of it; empty when there is nothing, or nothing that every reader would understand the same.
     */
    Optional<JsonNode> at(JsonPointer pointer);

    /** An item that was read. */
    sealed interface Legible extends JsonItem {

        /** The item as a tree; of a large text it is parsed at each call. */
        JsonNode value();

        /** The same, for whoever keeps it. */
        Content content();
    }

    /** An item that was read, as a tree. */
    record Parsed(JsonNode value) implements Legible {

        @Override
        public Content content() {
            return Content.of(value);
        }

        @Override
        public String excerpt() {
            return Json.text(value);
        }

        @Override
        public String identity() {
            return Json.text(value);
        }

        @Override
        public Optional<JsonNode> at(JsonPointer pointer) {
            JsonNode there = value.at(pointer);
            return there.isMissingNode() ? Optional.empty() : Optional.of(there);
        }
    }

    /** An item of a large text: it was read once, and is read again where it is needed. */
    final class Held implements Legible {

        private final JsonText text;
        private final JsonOutline.Span span;
        private final long footprint;

        Held(JsonText text, JsonOutline.Span span, long footprint) {
            this.text = text;
            this.span = span;
            this.footprint = footprint;
        }

        @Override
        public JsonNode value() {
            return text.read(span);
        }

        @Override
        public Content content() {
            return Content.later(this::value, span.to() - span.from(), footprint);
        }

        @Override
        public String excerpt() {
            return text.excerpt(span);
        }

        @Override
        public String identity() {
            return text.digest(span);
        }

        @Override
        public Optional<JsonNode> at(JsonPointer pointer) {
            return text.find(span, pointer).map(text::read);
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
        public String identity() {
            return text.digest(span);
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
