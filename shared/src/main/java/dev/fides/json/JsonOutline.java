package dev.fides.json;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The outline of a JSON text: where its values begin and end, by brackets, quotes and commas alone. A parser stops at the
 * first fault and cannot say where the value around it ends; this can, whatever is wrong inside.
 */
final class JsonOutline {

    /** A part of the text, without the white space around it: from {@code from} to before {@code to}. */
    record Span(int from, int to) {
        boolean isEmpty() {
            return from >= to;
        }
    }

    /** Hears of the parts of an array, in their order. */
    interface Elements {
        void element(Span span);
    }

    /** UTF-8 texts may begin with a byte order mark of three bytes. */
    private static final int MARK_LENGTH = 3;

    private final byte[] json;
    private final Brackets open = new Brackets();

    JsonOutline(byte[] json) {
        this.json = json;
    }

    /** The whole text. */
    Span whole() {
        return trimmed(isMarked() ? MARK_LENGTH : 0, json.length);
    }

    private boolean isMarked() {
        return json.length >= MARK_LENGTH && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF;
    }

    /**
     * Where the value at a place is; empty when there is none.
     *
     * @throws BrokenJsonException when the brackets around it do not fit, or two members lead there
     */
    Optional<Span> find(Span in, JsonPointer pointer) {
        Optional<Span> found = Optional.of(in);
        JsonPointer rest = pointer;
        while (found.isPresent() && !rest.matches()) {
            found = child(found.get(), rest);
            rest = rest.tail();
        }
        return found;
    }

    private Optional<Span> child(Span in, JsonPointer pointer) {
        if (begins(in, '{')) {
            return member(in, pointer.getMatchingProperty());
        }
        if (begins(in, '[') && pointer.mayMatchElement()) {
            Nth nth = new Nth(pointer.getMatchingIndex());
            elements(in, nth);
            return nth.found;
        }
        return Optional.empty();
    }

    boolean begins(Span span, char c) {
        return !span.isEmpty() && json[span.from()] == c;
    }

    private static final class Nth implements Elements {
        private final int index;
        private int count;
        private Optional<Span> found = Optional.empty();

        Nth(int index) {
            this.index = index;
        }

        @Override
        public void element(Span span) {
            if (count++ == index) {
                found = Optional.of(span);
            }
        }
    }

    /**
     * Goes through an array; between two commas there may be anything, also nothing.
     *
     * @throws BrokenJsonException when the brackets do not fit
     */
    void elements(Span array, Elements elements) {
        int at = skipSpace(array.from() + 1, array.to());
        if (at < array.to() && json[at] == ']') {
            mustEnd(at + 1, array);
            return;
        }
        while (true) {
            int end = valueEnd(at, array.to());
            elements.element(trimmed(at, end));
            if (end == array.to()) {
                throw new BrokenJsonException(end, "expected \"]\" at the end of the array, found the end of the text");
            }
            if (json[end] == ']') {
                mustEnd(end + 1, array);
                return;
            }
            at = comma(end);
        }
    }

    private Optional<Span> member(Span object, String name) {
        Optional<Span> found = Optional.empty();
        int at = skipSpace(object.from() + 1, object.to());
        if (at < object.to() && json[at] == '}') {
            mustEnd(at + 1, object);
            return found;
        }
        while (true) {
            at = skipSpace(at, object.to());
            expect('"', at, object.to(), "a member's name");
            int nameEnd = stringEnd(at, object.to());
            boolean matches = isNamed(new Span(at, nameEnd), name);
            int colon = skipSpace(nameEnd, object.to());
            expect(':', colon, object.to(), "a colon behind a member's name");
            int end = valueEnd(colon + 1, object.to());
            if (matches) {
                if (found.isPresent()) {
                    throw new BrokenJsonException(at, "the member \"" + name + "\" is there twice");
                }
                found = Optional.of(trimmed(colon + 1, end));
            }
            if (end == object.to()) {
                throw new BrokenJsonException(
                        end, "expected \"}\" at the end of the object, found the end of the text");
            }
            if (json[end] == '}') {
                mustEnd(end + 1, object);
                return found;
            }
            at = comma(end);
        }
    }

    private boolean isNamed(Span quoted, String name) {
        String text = new String(json, quoted.from() + 1, quoted.to() - quoted.from() - 2, StandardCharsets.UTF_8);
        if (text.indexOf('\\') < 0) {
            return text.equals(name);
        }
        try {
            return Json.parse(json, quoted.from(), quoted.to()).asText().equals(name);
        } catch (InvalidJsonException e) {
            // An escape that says nothing names nothing.
            return false;
        }
    }

    private void expect(char c, int at, int to, String what) {
        if (at >= to || json[at] != c) {
            throw new BrokenJsonException(at, "expected " + what + ", found " + found(at, to));
        }
    }

    private int comma(int at) {
        if (json[at] != ',') {
            throw new BrokenJsonException(
                    at, "expected a comma or the end of the value, found " + found(at, json.length));
        }
        return at + 1;
    }

    private void mustEnd(int at, Span value) {
        if (at < value.to()) {
            int more = skipSpace(at, value.to());
            throw new BrokenJsonException(more, "expected the end of the value, found " + found(more, value.to()));
        }
    }

    private String found(int at, int to) {
        return at >= to ? "the end of the text" : "\"" + Excerpt.of(json, at, Math.min(at + 1, to)) + "\"";
    }

    /** Where the value ends that begins here: at the comma or closing bracket behind it, or at the end. */
    private int valueEnd(int from, int to) {
        open.clear();
        int at = from;
        while (at < to) {
            byte c = json[at];
            if (c == '"') {
                at = stringEnd(at, to);
                continue;
            }
            if (c == '{' || c == '[') {
                open.push(c == '{');
            } else if (c == '}' || c == ']') {
                if (open.isEmpty()) {
                    return at;
                }
                if (open.pop() != (c == '}')) {
                    throw new BrokenJsonException(
                            at, "expected \"" + (c == '}' ? ']' : '}') + "\", found \"" + (char) c + "\"");
                }
            } else if (c == ',' && open.isEmpty()) {
                return at;
            }
            at++;
        }
        if (!open.isEmpty()) {
            throw new BrokenJsonException(to, "expected a closing bracket, found the end of the text");
        }
        return to;
    }

    /** Behind the closing quote; line breaks and other odd characters do not end a text. */
    private int stringEnd(int quote, int to) {
        int at = quote + 1;
        while (at < to) {
            if (json[at] == '"') {
                return at + 1;
            }
            at += json[at] == '\\' ? 2 : 1;
        }
        throw new BrokenJsonException(
                to, "expected the closing quote of the text that begins at byte " + quote + ", found the end");
    }

    private Span trimmed(int from, int to) {
        int begin = skipSpace(from, to);
        int end = to;
        while (end > begin && isSpace(json[end - 1])) {
            end--;
        }
        return new Span(begin, end);
    }

    private int skipSpace(int from, int to) {
        int at = from;
        while (at < to && isSpace(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
