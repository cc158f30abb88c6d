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

    /** What is at a place of the item as it is listed, with what stands around the record. */
    Optional<JsonNode> listedAt(JsonPointer pointer);

    /** An item that was read. */
    sealed interface Legible extends JsonItem {

        /** The record as a tree; of a large text it is parsed at each call. */
        JsonNode value();

        /** The same, for whoever keeps it. */
        Content content();
    }

    /**
     * An item that was read, as a tree.
     *
     * @param value the record
     * @param listed the item that has it; the record itself where nothing stands around it
     */
    record Parsed(JsonNode value, JsonNode listed) implements Legible {

        /** A record around which nothing stands. */
        public Parsed(JsonNode value) {
            this(value, value);
        }

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

    /** An item of a large text: it was read once, and is read again where it is needed. */
    final class Held implements Legible {

        private final JsonText text;
        private final JsonOutline.Span listed;
        private final JsonOutline.Span span;
        private final long footprint;

        /**
         * @param listed the item with what stands around the record
         * @param span the record
         */
        Held(JsonText text, JsonOutline.Span listed, JsonOutline.Span span, long footprint) {
            this.text = text;
            this.listed = listed;
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

        @Override
        public Optional<JsonNode> listedAt(JsonPointer pointer) {
            return text.find(listed, pointer).map(text::read);
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
        public String identity() {
            return text.digest(span);
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
