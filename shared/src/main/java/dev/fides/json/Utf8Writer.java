package dev.fides.json;

import java.util.Locale;

/** Writes JSON tokens as UTF-8 through a fixed buffer, so that no text is built in between. */
final class Utf8Writer {

    private static final int SIZE = 8192;

    /** The longest that one step writes: an escape, {@code \}{@code uXXXX}. */
    private static final int RESERVE = 8;

    private final ByteSink sink;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    Utf8Writer(ByteSink sink) {
        this.sink = sink;
    }

    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            ascii(text.charAt(i));
        }
    }

    void ascii(char c) {
        room();
        put(c);
    }

    /** A JSON string: quotes and what RFC 8785 wants escaped. */
    void quoted(String text) {
        ascii('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            room();
            if (c >= 0x20 && c < 0x80) {
                if (c == '"' || c == '\\') {
                    put('\\');
                }
                put(c);
            } else if (c < 0x20) {
                control(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                pair(Character.toCodePoint(c, text.charAt(i)));
            } else {
                basic(c);
            }
        }
        ascii('"');
    }

    /** Bytes that are canonical already. */
    void raw(byte[] bytes) {
        flush();
        sink.write(bytes, 0, bytes.length);
    }

    void flush() {
        if (used > 0) {
            sink.write(buffer, 0, used);
            used = 0;
        }
    }

    private void control(char c) {
        int letter = "\b\t\n\f\r".indexOf(c);
        if (letter < 0) {
            escape(c);
        } else {
            put('\\');
            put("btnfr".charAt(letter));
        }
    }

    private void basic(char c) {
        if (Character.isSurrogate(c)) {
            escape(c);
        } else if (c < 0x800) {
            put(0xC0 | (c >> 6));
            put(0x80 | (c & 0x3F));
        } else {
            put(0xE0 | (c >> 12));
            put(0x80 | ((c >> 6) & 0x3F));
            put(0x80 | (c & 0x3F));
        }
    }

    private void pair(int codePoint) {
        put(0xF0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3F));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    }

    private void escape(char c) {
        ascii(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }

    private void room() {
        if (used > SIZE - RESERVE) {
            flush();
        }
    }

    private void put(int b) {
        buffer[used++] = (byte) b;
    }
}
