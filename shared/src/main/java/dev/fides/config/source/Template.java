package dev.fides.config.source;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A text with {@code {variables}}, as used in paths, queries, headers and bodies; app settings {@code ${NAME}} are resolved
 * when it is parsed and taken literally, braces included. A variable may name its {@link Encoding} after a bar, and a brace
 * itself is written twice.
 */
public final class Template {

    /**
     * Either literal text, or the name of a variable.
     *
     * @param encoding of the variable's value; empty for a literal
     */
    private record Part(String text, Optional<Encoding> encoding) {}

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
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            if (source.startsWith("${", at) && isName(source, at + 2)) {
                int end = source.indexOf('}', at);
                String value = Settings.resolve(source.substring(at + 2, end), settings);
                literal.append(value);
                used.add(Secret.of(value));
                at = end + 1;
            } else if (source.startsWith("{{", at) || source.startsWith("}}", at)) {
                literal.append(source.charAt(at));
                at += 2;
            } else if (source.charAt(at) == '{' && isName(source, at + 1)) {
                int end = source.indexOf('}', at);
                flush(literal, parts);
                parts.add(variable(source, source.substring(at + 1, end)));
                at = end + 1;
            } else if (source.charAt(at) == '{' || source.charAt(at) == '}') {
                throw new IllegalArgumentException(
                        "a brace without its partner in \"" + source + "\"; a brace itself is written twice");
            } else {
                literal.append(source.charAt(at));
                at++;
            }
        }
        flush(literal, parts);
        return new Template(source, parts, used);
    }

    /** Whether a closing brace follows, and no other one before it. */
    private static boolean isName(String source, int from) {
        int end = source.indexOf('}', from);
        return end >= 0 && source.substring(from, end).indexOf('{') < 0;
    }

    private static Part variable(String source, String name) {
        int bar = name.indexOf('|');
        if (bar < 0) {
            return new Part(name, Optional.of(Encoding.PLAIN));
        }
        String word = name.substring(bar + 1);
        return new Part(
                name.substring(0, bar),
                Optional.of(Encoding.named(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "unknown encoding \"" + word + "\" in \"" + source + "\"; known are " + Encoding.words()
                                        + Spelling.didYouMean(word, Encoding.words())))));
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (literal.length() > 0) {
            parts.add(new Part(literal.toString(), Optional.empty()));
            literal.setLength(0);
        }
    }

    /** The names of the variables, in the order of their first use. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(part -> part.encoding().isPresent()).forEach(part -> names.add(part.text()));
        return names;
    }

    /** The values of the app settings in it, any of which may be a secret. */
    public List<Secret> settings() {
        return settings;
    }

    /** The text with every variable replaced by what the function gives for its name; encoding is the caller's. */
    public String fill(UnaryOperator<String> valueOf) {
        return fill(text -> text, (name, encoding) -> valueOf.apply(name));
    }

    /**
     * The text made of its parts.
     *
     * @param literal what becomes of the text between variables
     * @param valueOf what stands for a variable, by its name and its encoding
     */
    public String fill(UnaryOperator<String> literal, BiFunction<String, Encoding, String> valueOf) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.encoding()
                    .map(encoding -> requireNonNull(valueOf.apply(part.text(), encoding), part.text()))
                    .orElseGet(() -> literal.apply(part.text())));
        }
        return text.toString();
    }

    /** Whether it is one variable and nothing else. */
    public boolean isVariable() {
        return parts.size() == 1 && parts.get(0).encoding().isPresent();
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
