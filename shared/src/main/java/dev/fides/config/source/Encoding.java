package dev.fides.config.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the value of a variable is written, before the place where it stands has its own say. */
public enum Encoding {
    /** As the place wants it. */
    PLAIN(""),
    /** Single quotes doubled, as literals of OData want it. */
    ODATA("odata"),
    /** A JSON text, with its quotes. */
    JSON("json"),
    /** Not encoded by the place; in a JSON body an integer, where the value is one. */
    RAW("raw");

    private final String word;

    Encoding(String word) {
        this.word = word;
    }

    /** As definitions name it; empty for the one that has no name. */
    public String word() {
        return word;
    }

    /** The names that definitions know. */
    public static List<String> words() {
        return Arrays.stream(values())
                .map(Encoding::word)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static Optional<Encoding> named(String word) {
        return Arrays.stream(values())
                .filter(encoding -> !word.isEmpty() && encoding.word.equals(word))
                .findFirst();
    }
}
