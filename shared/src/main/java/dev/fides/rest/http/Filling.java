package dev.fides.rest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.config.request.JsonTemplate;
import dev.fides.config.request.Variables;
import dev.fides.config.source.Encoding;
import dev.fides.config.source.Template;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the values of variables into templates, encoded for the place where each stands. */
final class Filling {

    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");

    /** As much as an encoded dot segment may be written in. */
    private static final Pattern DOTS = Pattern.compile("(?i)(?:\\.|%2e){1,2}");

    private final Variables variables;

    Filling(Variables variables) {
        this.variables = variables;
    }

    /** A path, of which a value never makes more than one segment unless it is raw. */
    String path(Template template) {
        return Percent.repair(template.fill(UnaryOperator.identity(), (name, encoding) -> {
            String value = value(name, encoding);
            return encoding == Encoding.RAW ? rawPath(name, value) : Percent.encode(segment(name, value));
        }));
    }

    /** The parameters of a query or of a form, encoded; those whose variables need not have a value, and have none, are left out. */
    Map<String, String> parameters(Map<String, Template> templates) {
        Map<String, String> filled = new LinkedHashMap<>();
        templates.forEach((name, template) -> {
            if (!variables.leavesOut(template)) {
                filled.put(name, template.fill(Percent::encode, this::parameter));
            }
        });
        return filled;
    }

    /** Names and encoded values, joined. */
    static String joined(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(value -> Percent.encodeName(value.getKey()) + "=" + value.getValue())
                .collect(Collectors.joining("&"));
    }

    private String parameter(String name, Encoding encoding) {
        if (encoding != Encoding.RAW) {
            return value(name, text -> Percent.encode(encoded(text, encoding)), Filling::between);
        }
        String value = value(name, encoding);
        if (value.indexOf('&') >= 0 || value.indexOf('#') >= 0) {
            throw new PermanentException("the value \"" + value + "\" cannot stand for {" + name
                    + "|raw} in a query: it would begin another parameter; leave out |raw");
        }
        return Percent.repair(value);
    }

    /** A separator with an ampersand, as in {@code &id=}, gives each key a parameter of its own. */
    private static String between(String separator) {
        return separator.indexOf('&') >= 0 ? Percent.repair(separator) : Percent.encode(separator);
    }

    /** Values of headers, which are not encoded. */
    Map<String, String> headers(Map<String, Template> templates) {
        Map<String, String> filled = new LinkedHashMap<>();
        templates.forEach((name, template) -> {
            if (!variables.leavesOut(template)) {
                filled.put(name, text(template));
            }
        });
        return filled;
    }

    private String text(Template template) {
        return template.fill(UnaryOperator.identity(), this::value);
    }

    /** A JSON body; empty where all of it is left out. */
    Optional<JsonNode> json(JsonTemplate template) {
        if (template instanceof JsonTemplate.Literal literal) {
            return Optional.of(literal.value());
        }
        if (template instanceof JsonTemplate.Text text) {
            return variables.leavesOut(text.template()) ? Optional.empty() : Optional.of(jsonText(text.template()));
        }
        if (template instanceof JsonTemplate.Items items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.items().forEach(item -> json(item).ifPresent(array::add));
            return Optional.of(array);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ((JsonTemplate.Members) template)
                .members()
                .forEach((name, member) -> json(member).ifPresent(value -> object.set(name, value)));
        return Optional.of(object);
    }

    private JsonNode jsonText(Template template) {
        if (!template.isVariable()) {
            return TextNode.valueOf(text(template));
        }
        JsonNode[] alone = new JsonNode[1];
        template.fill(UnaryOperator.identity(), (name, encoding) -> {
            String text = value(name, encoding);
            JsonNode value = variables.json(name).orElseThrow();
            alone[0] = switch (encoding) {
                case PLAIN -> value;
                case RAW -> numbers(value);
                case ODATA, JSON -> TextNode.valueOf(text);
            };
            return "";
        });
        return alone[0];
    }

    /** Texts that are integers as integers; other texts stay what they are, and never become objects. */
    private static JsonNode numbers(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> array.add(numbers(item)));
            return array;
        }
        return value.isTextual() && INTEGER.matcher(value.textValue()).matches()
                ? BigIntegerNode.valueOf(new BigInteger(value.textValue()))
                : value;
    }

    private static String encoded(String value, Encoding encoding) {
        return switch (encoding) {
            case PLAIN, RAW -> value;
            case ODATA -> value.replace("'", "''");
            case JSON -> Json.text(TextNode.valueOf(value));
        };
    }

    /** Encoded, several texts each by itself, but not yet for the place where it stands. */
    private String value(String name, Encoding encoding) {
        return value(name, text -> encoded(text, encoding), UnaryOperator.identity());
    }

    private String value(String name, UnaryOperator<String> encoding, UnaryOperator<String> between) {
        return variables
                .text(name, encoding, between)
                .orElseThrow(
                        () -> new PermanentException("nothing is known for the variable {" + name + "} of a request"));
    }

    /** An empty or dotted segment would address the folder, and deleting that would delete everything. */
    private static String segment(String name, String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new PermanentException(
                    "the value \"" + value + "\" cannot stand for {" + name + "} in the path of an address");
        }
        return value;
    }

    /** It may have several segments, but none that leads elsewhere. */
    private static String rawPath(String name, String value) {
        boolean leadsElsewhere = value.indexOf('?') >= 0
                || value.indexOf('#') >= 0
                || value.indexOf('\\') >= 0
                || List.of(value.split("/", -1)).stream()
                        .anyMatch(segment ->
                                segment.isEmpty() || DOTS.matcher(segment).matches());
        if (leadsElsewhere) {
            throw new PermanentException(
                    "the value \"" + value + "\" cannot stand for {" + name
                            + "|raw} in the path of an address: expected segments that are neither empty nor dots, without ? and #");
        }
        return value;
    }
}
