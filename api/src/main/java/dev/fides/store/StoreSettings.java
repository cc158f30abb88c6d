package dev.fides.store;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The free {@code settings} of a host or target class. Whoever reads one that is missing or wrong gets an
 * {@link InvalidSettingException}, which is meant to be let through; members that nobody asked for are faults too, so a
 * class reads all of its settings when it is made.
 *
 * <p>Values are those of the definition with app settings {@code ${NAME}} resolved. They may be secrets: neither
 * {@link #toString()} nor a message shows them.
 */
public final class StoreSettings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}]*}");

    private final JsonPointer place;
    private final ObjectNode values;
    private final JsonNode written;
    private final Set<String> asked = new TreeSet<>();
    private final List<StoreSettings> parts = new ArrayList<>();

    private StoreSettings(JsonPointer place, ObjectNode values, JsonNode written) {
        this.place = place;
        this.values = values;
        this.written = written;
    }

    /** Settings without references to app settings. */
    public static StoreSettings of(ObjectNode values) {
        return resolved(values, values);
    }

    /**
     * Settings of a definition.
     *
     * @param values with app settings resolved
     * @param written as they stand in the file, for messages
     */
    public static StoreSettings resolved(ObjectNode values, ObjectNode written) {
        return new StoreSettings(JsonPointer.empty(), values.deepCopy(), written.deepCopy());
    }

    /** The same settings, of which nothing has been asked yet. */
    public StoreSettings anew() {
        return new StoreSettings(place, values, written);
    }

    /** Whether a value is given. */
    public boolean has(String name) {
        asked.add(name);
        return values.hasNonNull(name);
    }

    /** A text, which must be there and not be empty. */
    public String text(String name) {
        return maybeText(name).orElseThrow(() -> fault(name, "missing"));
    }

    /** A text that is not empty, if it is there. */
    public Optional<String> maybeText(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = values.get(name);
        if (!value.isValueNode() || value.asText().isEmpty()) {
            throw expected("a text that is not empty", name);
        }
        return Optional.of(value.asText());
    }

    /** An integer within bounds, or the default where none is given. */
    public int integer(String name, int min, int max, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        long number;
        try {
            JsonNode value = values.get(name);
            number = value.isContainerNode() ? Long.MAX_VALUE : Long.parseLong(value.asText());
        } catch (NumberFormatException e) {
            number = Long.MAX_VALUE;
        }
        if (number < min || number > max) {
            throw expected("an integer from " + min + " to " + max, name);
        }
        return (int) number;
    }

    /** True or false, or the default where neither is given. */
    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return switch (values.get(name).asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw expected("true or false", name);
        };
    }

    /** An ISO-8601 duration of more than no time, or the default where none is given. */
    public Duration duration(String name, Duration otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(values.get(name).asText());
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Said below, together with durations that are none.
        }
        throw expected("an ISO-8601 duration, such as PT10S", name);
    }

    /** A list of texts, none where it is not given. */
    public List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        values.get(name).forEach(value -> {
            if (!value.isValueNode() || value.isNull()) {
                throw expected("a list of texts", name);
            }
            texts.add(value.asText());
        });
        if (!values.get(name).isArray()) {
            throw expected("a list of texts", name);
        }
        return List.copyOf(texts);
    }

    /** Settings within these, none where they are not given. */
    public StoreSettings part(String name) {
        JsonNode part = has(name) ? values.get(name) : JsonNodeFactory.instance.objectNode();
        if (!(part instanceof ObjectNode object)) {
            throw expected("members", name);
        }
        StoreSettings settings = new StoreSettings(pointer(name), object, written.path(name));
        parts.add(settings);
        return settings;
    }

    /** What a class says of a setting that it read and cannot use; never show a value. */
    public InvalidSettingException fault(String name, String reason) {
        return new InvalidSettingException(pointer(name), reason);
    }

    /** The members that nobody asked for, seen from {@code settings}. */
    public List<JsonPointer> unasked() {
        List<JsonPointer> unasked = new ArrayList<>();
        values.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                unasked.add(pointer(name));
            }
        });
        parts.forEach(part -> unasked.addAll(part.unasked()));
        return unasked;
    }

    /** The members that were asked for, wherever they lie. */
    public Set<String> asked() {
        Set<String> all = new TreeSet<>(asked);
        parts.forEach(part -> all.addAll(part.asked()));
        return all;
    }

    /**
     * What app settings brought into these settings, any of which may be a secret: each by itself, and not the text around
     * it.
     */
    public List<String> resolved() {
        List<String> resolved = new ArrayList<>();
        collect(values, written, resolved);
        return List.copyOf(resolved);
    }

    private static void collect(JsonNode value, JsonNode written, List<String> resolved) {
        if (value.isTextual()) {
            Matcher found = around(written.asText()).matcher(value.textValue());
            if (found.matches()) {
                IntStream.rangeClosed(1, found.groupCount())
                        .mapToObj(found::group)
                        .forEach(resolved::add);
            }
        } else if (value.isObject()) {
            value.properties().forEach(entry -> collect(entry.getValue(), written.path(entry.getKey()), resolved));
        } else {
            for (int i = 0; i < value.size(); i++) {
                collect(value.get(i), written.path(i), resolved);
            }
        }
    }

    /** A text in which every app setting is a group. */
    private static Pattern around(String written) {
        String literals =
                Arrays.stream(REFERENCE.split(written, -1)).map(Pattern::quote).collect(Collectors.joining("(.*)"));
        return Pattern.compile(literals, Pattern.DOTALL);
    }

    private InvalidSettingException expected(String what, String name) {
        JsonNode found = written.path(name);
        String shown = switch (found.getNodeType()) {
            case OBJECT -> "members";
            case ARRAY -> "a list";
            default -> found.toString();
        };
        return fault(name, "expected " + what + ", found " + shown);
    }

    private JsonPointer pointer(String name) {
        return place.appendProperty(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreSettings settings
                && settings.place.equals(place)
                && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, values);
    }

    /** As they stand in the file, app settings unresolved. */
    @Override
    public String toString() {
        return written.toString();
    }
}
