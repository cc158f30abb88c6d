package dev.fides.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.LimitedWork;
import dev.fides.bounds.TooLongException;
import dev.fides.config.service.TargetListing.ListedKey;
import dev.fides.config.source.DefinitionSource;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import dev.fides.json.JsonItem;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.rest.call.Keys;
import dev.fides.rest.call.Keys.ItemKey;
import java.util.Optional;
import java.util.function.Function;

/** Tells of the items of a target's listing which records they belong to. */
final class ListedKeys {

    /** What an item says of its record. */
    sealed interface Listed {

        /** The key of the record, where it is known. */
        default Optional<RecordKey> key() {
            return Optional.empty();
        }

        /** The same as text. */
        default Optional<String> value() {
            return key().map(RecordKey::value);
        }
    }

    /** It belongs to this record. */
    private record Ours(RecordKey record) implements Listed {
        @Override
        public Optional<RecordKey> key() {
            return Optional.of(record);
        }
    }

    /** It belongs to none. */
    private record Others() implements Listed {}

    /** Nobody can tell. */
    record Faulty(String reason) implements Listed {}

    private final Function<JsonItem, Listed> keyOf;

    /**
     * @param files the folder of the definition, where a template lies
     * @throws PermanentException when the template is missing or wrong
     */
    ListedKeys(ListedKey key, DefinitionSource files, LimitedWork work) {
        if (key instanceof ListedKey.At at) {
            this.keyOf = item -> Keys.of(item, at.pointers()) instanceof ItemKey.Usable usable
                    ? new Ours(usable.key())
                    : new Others();
        } else {
            JsltTemplate template = compiled(((ListedKey.MadeBy) key).file(), files);
            this.keyOf = item ->
                    item instanceof JsonItem.Legible readable ? made(template, readable.value(), work) : new Others();
        }
    }

    /** What an item says. */
    Listed of(JsonItem item) {
        return keyOf.apply(item);
    }

    private static JsltTemplate compiled(String file, DefinitionSource files) {
        try {
            return JsltTemplate.compile(files, file);
        } catch (InvalidTemplateException e) {
            throw new PermanentException("target.list.key: " + e.getMessage(), e);
        }
    }

    private static Listed made(JsltTemplate template, JsonNode item, LimitedWork work) {
        JsonNode result;
        try {
            result = work.call("the template", "a document of the target", () -> template.apply(item));
        } catch (InvalidTemplateException | TooLongException e) {
            return new Faulty("target.list.key: " + e.getMessage());
        }
        if (result.isNull()) {
            return new Others();
        }
        return Keys.ofComputed(result, "the template target.list.key") instanceof ItemKey.Usable usable
                ? new Ours(usable.key())
                : new Faulty(((ItemKey.Unusable) Keys.ofComputed(result, "the template target.list.key")).reason());
    }
}
