package dev.fides.json;

import java.nio.charset.StandardCharsets;

/** Cuts long texts, so that a message stays a message. */
public final class Excerpt {

    private static final int LENGTH = 120;

    private Excerpt() {}

    /** The text, or its first {@value #LENGTH} characters and a note of its length. */
    public static String of(String text) {
        if (text.length() <= LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
        return text.substring(0, end) + "... (" + text.length() + " characters)";
    }

    /** A part of a text that may not be UTF-8. */
    static String of(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
