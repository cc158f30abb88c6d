package dev.fides.config.source;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {variables}}, as used in paths and query values; app settings {@code ${NAME}} are resolved when it
 * is parsed and taken literally, braces included.
 */
public final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}|\\{([^{}]*)}");

    /** Either literal text or the name of a variable. */
    private record Part(String text, boolean variable) {}

    private final String source;
    private final List<Part> parts;
    private final List<Secret> settings;

    private Template(String source, List<Part> parts, List<Secret> settings) {
        this.source = source;
        this.parts = List.copyOf(parts);
        this.settings = List.copyOf(settings);
    }

    /** A template without app settings. */
    public static Template of(String source) {
        return parse(source, name -> Optional.empty());
    }

    /**
     * Reads a template as it stands in a definition.
     *
     * @throws IllegalArgumentException when a setting is missing or a brace has no partner
     */
    public static Template parse(String source, Function<String, Optional<String>> settings) {
        requireNonNull(source, "source");
        List<Part> parts = new ArrayList<>();
        List<Secret> used = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(source);
        int end = 0;
        while (matcher.find()) {
            literal(source, source.substring(end, matcher.start()), parts);
            if (matcher.group(1) != null) {
                String value = Settings.resolve(matcher.group(1), settings);
                parts.add(new Part(value, false));
                used.add(Secret.of(value));
            } else {
                parts.add(new Part(matcher.group(2), true));
            }
            end = matcher.end();
        }
        literal(source, source.substring(end), parts);
        return new Template(source, parts, used);
    }

    private static void literal(String source, String text, List<Part> parts) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a brace without its partner in \"" + source + "\"");
        }
        if (!text.isEmpty()) {
            parts.add(new Part(text, false));
        }
    }

    /** The names of the variables, in the order of their first use. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(Part::variable).forEach(part -> names.add(part.text()));
        return names;
    }

    /** The values of the app settings in it, any of which may be a secret. */
    public List<Secret> settings() {
        return settings;
    }

    /** The text with every variable replaced by what the function gives for its name; encoding is the caller's. */
    public String fill(UnaryOperator<String> valueOf) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.variable() ? requireNonNull(valueOf.apply(part.text()), part.text()) : part.text());
        }
        return text.toString();
    }

    /** The text as it stands in the definition, app settings unresolved: safe to show. */
    public String source() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template template && template.source.equals(source) && template.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
