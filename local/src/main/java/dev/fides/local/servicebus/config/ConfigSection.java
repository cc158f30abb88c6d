package dev.fides.local.servicebus.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One JSON object of a configuration file, which notes what is wrong with it together with where that is. */
final class ConfigSection {
    private final JsonNode node;
    private final String path;
    private final List<String> faults;

    ConfigSection(JsonNode node, String path, List<String> faults) {
        this.path = path;
        this.faults = faults;
        this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        if (!node.isObject()) {
            fault("must be an object");
        }
    }

    void fault(String reason) {
        faults.add(path + ": " + reason);
    }

    void fault(String member, String reason) {
        faults.add(at(member) + ": " + reason);
    }

    /** Notes every member that is not among the known ones. */
    ConfigSection knowsOnly(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "is not supported; known here are " + String.join(", ", known));
            }
        });
        return this;
    }

    ConfigSection child(String member) {
        JsonNode value = node.path(member);
        return new ConfigSection(
                value.isMissingNode() ? JsonNodeFactory.instance.objectNode() : value, at(member), faults);
    }

    List<ConfigSection> children(String member) {
        JsonNode value = node.path(member);
        List<ConfigSection> children = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            fault(member, "must be an array");
        }
        for (int i = 0; i < value.size(); i++) {
            children.add(new ConfigSection(value.path(i), at(member) + "[" + i + "]", faults));
        }
        return children;
    }

    boolean has(String member) {
        return node.has(member);
    }

    /** The name of an entity, which may hold letters, digits, and within also {@code . - _ /}. */
    String name() {
        String name = text("Name").orElse("");
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?")) {
            fault("Name", "'" + name + "' is no entity name (letters, digits, and within . - _ /)");
        }
        return name;
    }

    /** A text; empty when it is absent or the empty text, which Microsoft's files use for "none". */
    Optional<String> text(String member) {
        return value(member, JsonNode::isTextual, "must be a text")
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }

    boolean flag(String member) {
        return value(member, JsonNode::isBoolean, "must be true or false")
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    int integer(String member, int least, int most, int otherwise) {
        int found = value(member, JsonNode::canConvertToExactIntegral, "must be a whole number")
                .map(JsonNode::intValue)
                .orElse(otherwise);
        if (found < least || found > most) {
            fault(member, found + " is not between " + least + " and " + most);
        }
        return found;
    }

    Duration duration(String member, Duration least, Duration most, Duration otherwise) {
        Optional<String> text = text(member);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            Duration found = Duration.parse(text.get());
            if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
                fault(member, text.get() + " is not between " + least + " and " + most);
            }
            return found;
        } catch (DateTimeParseException e) {
            fault(member, "'" + text.get() + "' is no ISO 8601 duration of days and less, such as PT1M or P14D");
            return otherwise;
        }
    }

    private Optional<JsonNode> value(String member, Predicate<JsonNode> valid, String reason) {
        JsonNode value = node.path(member);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!valid.test(value)) {
            fault(member, reason);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private String at(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}
