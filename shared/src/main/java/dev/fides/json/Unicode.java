package dev.fides.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;

/**
 * Finds what has no one meaning as Unicode: bytes that are no UTF-8, of which the parser passes some (overlong forms,
 * code points beyond the last), and escapes of half a surrogate pair, which nobody can write as UTF-8 again.
 */
final class Unicode {

    private static final int PORTION = 4096;

    private Unicode() {}

    /** @throws InvalidJsonException naming the first byte that is no UTF-8, counted from {@code from} */
    static void check(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= 0) {
            at++;
        }
        if (at == to) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer rest = ByteBuffer.wrap(text, at, to - at);
        CharBuffer portion = CharBuffer.allocate(PORTION);
        CoderResult result;
        do {
            portion.clear();
            result = decoder.decode(rest, portion, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new InvalidJsonException(String.format(
                    Locale.ROOT,
                    "a byte that is no UTF-8 (0x%02X, %d bytes further on)",
                    text[rest.position()] & 0xFF,
                    rest.position() - from));
        }
    }

    /** @throws InvalidJsonException naming the text that holds half of a surrogate pair */
    static void check(JsonNode tree) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(tree);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (node.isTextual()) {
                check(node.textValue());
            } else if (node.isContainerNode()) {
                for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                    check(names.next());
                }
                node.forEach(open::push);
            }
        }
    }

    private static void check(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new InvalidJsonException(String.format(
                        Locale.ROOT,
                        "a lone surrogate (\\u%04x) in the text \"%s\"",
                        point,
                        Excerpt.of(text).replaceAll("[\\ud800-\\udfff]", "?")));
            }
            at += Character.charCount(point);
        }
    }
}
