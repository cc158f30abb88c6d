package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.Schedule;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Settings;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import dev.fides.json.Excerpt;
import dev.fides.model.KeyPointers;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of a definition. App settings are resolved here, and reasons show a value only as it stands in the file.
 */
record Values(Function<String, Optional<String>> settings) {

    private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*)*");
    private static final Pattern PLAIN_DURATION = Pattern.compile("(?i)(\\d+) ?([smh]?)[a-z]*");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "members";
            case ARRAY -> "a list";
            case STRING -> "\"" + Excerpt.of(value.textValue()) + "\"";
            default -> Excerpt.of(value.asText());
        };
    }

    String text(JsonNode value) {
        if (!value.isTextual()) {
            throw expected("a text", value);
        }
        String text = Settings.resolveAll(value.textValue(), settings);
        if (text.isEmpty()) {
            throw expected("a text", value);
        }
        return text;
    }

    /** What YAML makes of {@code {key}}. */
    private static boolean isUnquoted(JsonNode value) {
        return value.isObject() && value.size() == 1 && value.elements().next().isNull();
    }

    /** A text of free settings: any, also an empty one. */
    String resolved(String text) {
        return Settings.resolveAll(text, settings);
    }

    /** A word of the format itself, which no app setting replaces. */
    String word(JsonNode value) {
        if (!value.isTextual()) {
            throw expected("a text", value);
        }
        return value.textValue();
    }

    /** A text that must look like the pattern; numbers and the like are no texts. */
    String text(JsonNode value, Pattern pattern) {
        String text = text(value);
        if (!pattern.matcher(text).matches()) {
            throw expected("a text like " + pattern, value);
        }
        return text;
    }

    /** The name of an HTTP header. */
    String headerName(JsonNode value) {
        String name = text(value);
        if (!isHeaderName(name)) {
            throw expected("the name of a header", value);
        }
        return name;
    }

    Secret secret(JsonNode value) {
        return Secret.of(scalar(value));
    }

    /** What travels in one header line: a line break in it would begin another one. */
    Secret headerValue(JsonNode value) {
        String text = scalar(value);
        if (hasControl(text)) {
            throw controlInHeader();
        }
        return Secret.of(text);
    }

    /** A password that may be empty. */
    Secret secretOrEmpty(JsonNode value) {
        return Secret.of(anyScalar(value));
    }

    /** What is written before a header's value; may be empty and may end with a space. */
    String headerText(JsonNode value) {
        String text = anyScalar(value);
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("a header's value has printable ASCII characters only");
        }
        return text;
    }

    private String anyScalar(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw expected("a text", value);
        }
        return Settings.resolveAll(value.asText(), settings);
    }

    private String scalar(JsonNode value) {
        String text = anyScalar(value);
        if (text.isEmpty()) {
            throw expected("a text that is not empty", value);
        }
        return text;
    }

    URI url(JsonNode value) {
        URI url = absoluteUrl(value);
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException("expected an URL without user, query and fragment");
        }
        return url;
    }

    /** The address of a service, whose query all calls keep. */
    URI absoluteUrl(JsonNode value) {
        String text = text(value);
        URI url;
        try {
            url = new URI(text.endsWith("/") && text.indexOf('?') < 0 ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException e) {
            throw expected("an absolute http or https URL", value);
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw expected("an absolute http or https URL", value);
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("expected an URL without user and fragment");
        }
        return url;
    }

    JsonPointer pointer(JsonNode value) {
        if (!value.isTextual() || !POINTER.matcher(value.textValue()).matches()) {
            throw new IllegalArgumentException(
                    "expected a JSON Pointer (RFC 6901), such as /items or \"\" for the whole," + " found "
                            + describe(value) + likelyPointer(value));
        }
        return JsonPointer.compile(value.textValue());
    }

    /** What other notations for places, such as JSONPath and JSLT, mean the same. */
    private static String likelyPointer(JsonNode value) {
        String text = value.isTextual() ? value.textValue().replaceFirst("^\\$?\\.?", "") : "";
        String pointer = "/" + text.replace('.', '/');
        return text.matches("[A-Za-z_@][\\w@.-]*") ? "; did you mean \"" + pointer + "\"?" : "";
    }

    /** The places of a composed key. */
    KeyPointers keyParts(Section section, String name, Section.Parser<JsonPointer> parser) {
        List<JsonPointer> parts = section.list(name, parser).orElse(List.of());
        if (parts.size() < 2) {
            section.fault(name, "expected at least two places of which the key is composed, found " + parts.size());
            return new KeyPointers(JsonPointer.empty());
        }
        return new KeyPointers(parts);
    }

    /** A pointer to a part: the whole record or event is neither a key nor to be ignored. */
    JsonPointer member(JsonNode value) {
        JsonPointer pointer = pointer(value);
        if (pointer.matches()) {
            throw new IllegalArgumentException("expected a pointer to a member, found the whole");
        }
        return pointer;
    }

    Duration duration(JsonNode value, Duration min, Duration max) {
        Duration duration;
        try {
            duration = Duration.parse(value.isNumber() ? value.asText() : text(value));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected an ISO-8601 duration, such as PT10S, found " + describe(value)
                    + likelyDuration(value.asText()));
        }
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw expected("a duration from " + min + " to " + max, value);
        }
        return duration;
    }

    /** A number alone mostly means seconds. */
    private static String likelyDuration(String text) {
        Matcher plain = PLAIN_DURATION.matcher(text);
        if (!plain.matches()) {
            return "";
        }
        String unit = plain.group(2).isEmpty() ? "S" : plain.group(2).toUpperCase(Locale.ROOT);
        return "; did you mean PT" + plain.group(1) + unit + "?";
    }

    int integer(JsonNode value, int min, int max) {
        long number;
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            number = value.longValue();
        } else if (value.isTextual() && value.textValue().startsWith("${")) {
            number = parseInteger(value);
        } else {
            throw expected("an integer", value);
        }
        if (number < min || number > max) {
            throw expected("an integer from " + min + " to " + max, value);
        }
        return (int) number;
    }

    private long parseInteger(JsonNode value) {
        try {
            return Long.parseLong(text(value));
        } catch (NumberFormatException e) {
            throw expected("an app setting with an integer", value);
        }
    }

    int status(JsonNode value) {
        return integer(value, 100, 599);
    }

    boolean flag(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String text = value.isTextual() && value.textValue().startsWith("${") ? text(value) : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw expected("true or false", value);
        }
        return text.equals("true");
    }

    <E extends Enum<E>> E oneOf(JsonNode value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> value.isTextual() && constant.name().equals(value.textValue()))
                .findFirst()
                .orElseThrow(() -> expected("one of " + List.of(type.getEnumConstants()), value));
    }

    /** A JSLT expression that stands in the definition itself. */
    String jslt(JsonNode value) {
        String text = word(value);
        try {
            JsltTemplate.check(text);
        } catch (InvalidTemplateException e) {
            throw new IllegalArgumentException("expected a JSLT expression: " + e.getMessage(), e);
        }
        return text;
    }

    Schedule schedule(JsonNode value) {
        String text = text(value);
        try {
            return Schedule.parse(text);
        } catch (IllegalArgumentException e) {
            if (text.equals(value.textValue())) {
                throw e;
            }
            throw expected("an app setting with an NCRONTAB expression of six fields", value);
        }
    }

    /** A file beside the definition or below it. */
    String fileName(JsonNode value) {
        String name = text(value);
        List<String> segments = Arrays.asList(name.split("/", -1));
        if (segments.contains("") || segments.contains("..") || segments.contains(".") || name.matches(".*[\\\\:].*")) {
            throw expected("the name of a file beside the definition", value);
        }
        return name;
    }

    static boolean isHeaderName(String text) {
        return TOKEN.matcher(text).matches();
    }

    static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\t');
    }

    static IllegalArgumentException controlInHeader() {
        return new IllegalArgumentException("a header's value has no line breaks or other control characters");
    }

    static IllegalArgumentException expected(String what, JsonNode found) {
        return new IllegalArgumentException("expected " + what + ", found " + describe(found)
                + (isUnquoted(found) ? "; a text that begins with { needs quotes" : ""));
    }
}
