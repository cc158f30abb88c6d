package dev.fides.events;

import dev.fides.json.Excerpt;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request or a queue message with events in it.
 *
 * @param headers by name; names are kept in lower case
 * @param body as it came; never changed before its signature is checked
 */
public record EventMessage(Map<String, String> headers, String body) {
    private static final String CHARSET = "charset=";

    public EventMessage {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (a, b) -> a));
        Objects.requireNonNull(body, "body");
    }

    /** A message whose body says everything. */
    public static EventMessage ofBody(String body) {
        return new EventMessage(Map.of(), body);
    }

    /** A header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The media type without its parameters, in lower case; empty when none is given. */
    String mediaType() {
        String contentType = header("content-type").orElse("");
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The charset that the content type names; its name may hold anything the sender wrote. */
    Optional<String> charset() {
        return Arrays.stream(header("content-type").orElse("").split(";", -1))
                .skip(1)
                .map(String::strip)
                .filter(parameter -> parameter.regionMatches(true, 0, CHARSET, 0, CHARSET.length()))
                .map(parameter ->
                        Excerpt.of(parameter.substring(CHARSET.length()).strip().replace("\"", "")))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }
}
