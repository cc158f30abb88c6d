package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.Spelling;
import dev.fides.store.StoreSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One object of a definition file that is being read. A fault is noted, and a stand-in returned for the faulty member, so
 * that reading goes on and finds the other faults; a definition with faults never gets out of the loader.
 */
final class Section {

    /** Reads one value; throws {@link IllegalArgumentException} with the reason when it cannot. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(JsonNode value);
    }

    /** In it any part may say in words what it is for. */
    private static final String DESCRIPTION = "description";

    private final String file;
    private final String path;
    private final JsonNode node;
    private final List<DefinitionFault> faults;
    private final Set<String> known = new LinkedHashSet<>();

    Section(String file, String path, JsonNode node, List<DefinitionFault> faults) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.faults = faults;
    }

    /** Where it stands in the file. */
    String path() {
        return path;
    }

    /** What the parser makes of a member that must be there. */
    <T> T required(String name, Parser<T> parser, T standIn) {
        if (!has(name)) {
            fault(name, "missing");
            return standIn;
        }
        return parsed(name, parser).orElse(standIn);
    }

    /** What the parser makes of a member, or the default where it is not there. */
    <T> T optional(String name, Parser<T> parser, T defaultValue) {
        return maybe(name, parser).orElse(defaultValue);
    }

    /** What the parser makes of a member, if it is there. */
    <T> Optional<T> maybe(String name, Parser<T> parser) {
        return has(name) ? parsed(name, parser) : Optional.empty();
    }

    /** The elements of an array; a fault names the element. */
    <T> Optional<List<T>> list(String name, Parser<T> parser) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode array = node.get(name);
        if (!array.isArray()) {
            fault(name, "expected a list, found " + Values.describe(array));
            return Optional.empty();
        }
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            parsed(pathOf(name) + "/" + i, array.get(i), parser).ifPresent(elements::add);
        }
        return Optional.of(elements);
    }

    /** The members of an object that may have any names. */
    <T> Map<String, T> entries(String name, Parser<T> parser) {
        Map<String, T> entries = new LinkedHashMap<>();
        object(name)
                .ifPresent(object -> object.properties()
                        .forEach(entry -> parsed(pathOf(name) + "/" + escaped(entry.getKey()), entry.getValue(), parser)
                                .ifPresent(value -> entries.put(entry.getKey(), value))));
        return entries;
    }

    /** An object of any shape, every text of which the function has resolved; a fault names the text. */
    StoreSettings free(String name, UnaryOperator<String> resolver) {
        ObjectNode written = object(name)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        return StoreSettings.resolved((ObjectNode) resolved(pathOf(name), written, resolver), written);
    }

    /** A value of any shape, every text of which the function has resolved; a fault names the text. */
    JsonNode json(String name, UnaryOperator<String> resolver) {
        return resolved(pathOf(name), raw(name), resolver);
    }

    private JsonNode resolved(String at, JsonNode value, UnaryOperator<String> resolver) {
        if (value.isTextual()) {
            return parsed(at, value, text -> TextNode.valueOf(resolver.apply(text.textValue())))
                    .orElse(TextNode.valueOf(""));
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(entry -> object.set(
                            entry.getKey(), resolved(at + "/" + escaped(entry.getKey()), entry.getValue(), resolver)));
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                array.add(resolved(at + "/" + i, value.get(i), resolver));
            }
            return array;
        }
        return value;
    }

    /** A part that must be there, or else its stand-in. */
    <T> T requiredPart(String name, Function<Section, T> reader, T standIn) {
        if (!has(name)) {
            fault(name, "missing");
        }
        return part(name, reader).orElse(standIn);
    }

    /** A part that may be left out. */
    <T> Optional<T> part(String name, Function<Section, T> reader) {
        return object(name).map(object -> read(name, object, reader));
    }

    /** A part whose members all have defaults. */
    <T> T partOrDefaults(String name, Function<Section, T> reader) {
        JsonNode object = object(name).orElseGet(JsonNodeFactory.instance::objectNode);
        return read(name, object, reader);
    }

    /** The objects of a list, each a part of its own. */
    <T> List<T> parts(String name, Function<Section, T> reader) {
        JsonNode array = raw(name);
        if (!array.isArray()) {
            fault(name, "expected a list, found " + Values.describe(array));
            return List.of();
        }
        List<T> parts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String at = pathOf(name) + "/" + i;
            if (array.get(i).isObject()) {
                parts.add(readAt(at, array.get(i), reader));
            } else {
                faults.add(new DefinitionFault(file, at, "expected members, found " + Values.describe(array.get(i))));
            }
        }
        return parts;
    }

    private <T> T read(String name, JsonNode object, Function<Section, T> reader) {
        return readAt(pathOf(name), object, reader);
    }

    private <T> T readAt(String at, JsonNode object, Function<Section, T> reader) {
        Section section = new Section(file, at, object, faults);
        T part = reader.apply(section);
        section.refuseUnknownMembers();
        return part;
    }

    /** To be called when every member has been asked for. */
    void refuseUnknownMembers() {
        if (!known.contains(DESCRIPTION)
                && has(DESCRIPTION)
                && !raw(DESCRIPTION).isTextual()) {
            fault(DESCRIPTION, "expected a text, found " + Values.describe(raw(DESCRIPTION)));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "unknown member" + Spelling.didYouMean(name, known));
            }
        });
    }

    /**
     * Says nothing of members that nobody asked for, where it is not known what belongs there; but of what could be one that
     * was asked for and is missing.
     */
    void acceptTheRest() {
        List<String> missing = known.stream().filter(name -> !node.has(name)).toList();
        node.fieldNames().forEachRemaining(name -> {
            if (known.contains(name) || Spelling.didYouMean(name, missing).isEmpty()) {
                known.add(name);
            }
        });
    }

    /** Whether the member is there; a member without a value is not. */
    boolean has(String name) {
        known.add(name);
        return node.hasNonNull(name);
    }

    void fault(String name, String reason) {
        faults.add(new DefinitionFault(file, pathOf(name), reason));
    }

    /** A fault of this part as a whole. */
    void fault(String reason) {
        faults.add(new DefinitionFault(file, path, reason));
    }

    /** The member as it stands in the file. */
    JsonNode raw(String name) {
        known.add(name);
        return node.path(name);
    }

    private Optional<JsonNode> object(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode object = node.get(name);
        if (!object.isObject()) {
            fault(name, "expected members, found " + Values.describe(object));
            return Optional.empty();
        }
        return Optional.of(object);
    }

    private <T> Optional<T> parsed(String name, Parser<T> parser) {
        return parsed(pathOf(name), node.get(name), parser);
    }

    private <T> Optional<T> parsed(String at, JsonNode value, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(value));
        } catch (IllegalArgumentException e) {
            faults.add(new DefinitionFault(file, at, e.getMessage()));
            return Optional.empty();
        }
    }

    private String pathOf(String name) {
        return path + "/" + escaped(name);
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
