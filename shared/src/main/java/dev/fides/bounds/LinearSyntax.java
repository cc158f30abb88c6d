package dev.fides.bounds;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a regular expression of {@code java.util.regex} in the syntax of RE2, which runs in linear time. What the two
 * understand differently is written out, or remembered as a condition on the text; what RE2 does not have is named.
 */
final class LinearSyntax {

    private static final String NO_LINE_END = "[^\\n\\r\\x{85}\\x{2028}\\x{2029}]";
    private static final String SPACES = "\\t\\n\\x0B\\f\\r ";
    private static final Pattern SHARED_CATEGORY = Pattern.compile("\\{?[CLMNPSZ][a-z]?}?");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?([is]+)\\)");
    private static final Set<String> POSIX =
            Set.of("Lower", "Upper", "ASCII", "Alpha", "Digit", "Alnum", "Punct", "Graph", "Print", "Cntrl", "XDigit");

    /**
     * A pattern of RE2.
     *
     * @param endsAtLineEnd whether it means the same only for texts that do not end with the end of a line
     * @param asciiOnly whether it means the same only for texts in ASCII
     */
    record Linear(String pattern, boolean endsAtLineEnd, boolean asciiOnly) {}

    /** What RE2 does not have. */
    static final class NotLinear extends Exception {
        private static final long serialVersionUID = 1L;

        NotLinear(String what) {
            super(what, null, false, false);
        }
    }

    private final String from;
    private final StringBuilder to = new StringBuilder();
    private int at;
    private boolean dotAll;
    private boolean endsAtLineEnd;
    private boolean asciiOnly;

    private LinearSyntax(String from) {
        this.from = from;
    }

    /**
     * Translates a pattern that {@code java.util.regex} has compiled.
     *
     * @throws NotLinear naming what cannot be translated
     */
    static Linear of(String javaPattern) throws NotLinear {
        return new LinearSyntax(javaPattern).translate();
    }

    private Linear translate() throws NotLinear {
        leadingFlags();
        boolean quantified = false;
        while (at < from.length()) {
            char c = from.charAt(at);
            boolean quantifier = "*+?{".indexOf(c) >= 0;
            if (quantified && c == '+') {
                throw new NotLinear("a possessive quantifier");
            }
            switch (c) {
                case '\\' -> escape(false);
                case '[' -> characterClass();
                case '(' -> group();
                case '.' -> put(1, dotAll ? "(?s:.)" : NO_LINE_END);
                case '$' -> {
                    endsAtLineEnd = true;
                    put(1, "\\z");
                }
                case '{' -> put(from.indexOf('}', at) + 1 - at);
                default -> put(1);
            }
            // A second one makes the first reluctant or possessive, and cannot itself be quantified.
            quantified = quantifier && !quantified;
        }
        return new Linear(to.toString(), endsAtLineEnd, asciiOnly);
    }

    private void leadingFlags() {
        Matcher flags = FLAGS.matcher(from);
        if (flags.lookingAt()) {
            dotAll = flags.group(1).indexOf('s') >= 0;
            if (flags.group(1).indexOf('i') >= 0) {
                // Java folds only ASCII here, RE2 all letters.
                asciiOnly = true;
                to.append("(?i)");
            }
            at = flags.end();
        }
    }

    private void group() throws NotLinear {
        if (!from.startsWith("(?", at)) {
            put(1);
        } else if (from.startsWith("(?:", at)) {
            put(3);
        } else if (from.startsWith("(?=", at) || from.startsWith("(?!", at)) {
            throw new NotLinear("a look-ahead");
        } else if (from.startsWith("(?<=", at) || from.startsWith("(?<!", at)) {
            throw new NotLinear("a look-behind");
        } else if (from.startsWith("(?>", at)) {
            throw new NotLinear("an atomic group");
        } else if (from.startsWith("(?<", at)) {
            put(3, "(?P<");
        } else {
            throw new NotLinear("flags within the pattern");
        }
    }

    private void characterClass() throws NotLinear {
        put(1);
        if (at < from.length() && from.charAt(at) == '^') {
            put(1);
        }
        if (at < from.length() && from.charAt(at) == ']') {
            throw new NotLinear("a bracket without an escape in a character class");
        }
        while (from.charAt(at) != ']') {
            if (from.charAt(at) == '[' || from.startsWith("&&", at)) {
                throw new NotLinear("a union or an intersection of character classes");
            }
            if (from.charAt(at) == '\\') {
                escape(true);
            } else {
                put(1);
            }
        }
        put(1);
    }

    private void escape(boolean inClass) throws NotLinear {
        char c = from.charAt(at + 1);
        switch (c) {
            case 'Q' -> quoted(inClass);
            case 'd', 'D', 'w', 'W', 't', 'n', 'r', 'f', 'a' -> put(2);
            case 'A', 'z' -> put(2);
            case 'b', 'B' -> {
                // What a letter is differs beyond ASCII.
                asciiOnly = true;
                put(2);
            }
            case 's' -> put(2, inClass ? SPACES : "[" + SPACES + "]");
            case 'S' -> {
                if (inClass) {
                    throw unknown("\\S in a character class");
                }
                put(2, "[^" + SPACES + "]");
            }
            case 'e' -> put(2, "\\x1B");
            case 'x' -> put(from.startsWith("\\x{", at) ? from.indexOf('}', at) + 1 - at : 4);
            case 'u' -> put(6, "\\x{" + from.substring(at + 2, at + 6) + "}");
            case 'p', 'P' -> property(inClass);
            default -> {
                if (Character.isDigit(c) || c == 'k') {
                    throw new NotLinear(c == '0' ? "an octal escape" : "a back-reference");
                }
                if (Character.isLetter(c)) {
                    throw unknown("\\" + c);
                }
                put(2);
            }
        }
    }

    private void quoted(boolean inClass) throws NotLinear {
        if (inClass) {
            throw unknown("\\Q in a character class");
        }
        int end = from.indexOf("\\E", at);
        put(end < 0 ? from.length() - at : end + 2 - at);
    }

    private void property(boolean inClass) throws NotLinear {
        boolean braces = from.startsWith("{", at + 2);
        int end = braces ? from.indexOf('}', at) + 1 : at + 3;
        String name = from.substring(at + 2, end);
        String bare = braces ? name.substring(1, name.length() - 1) : name;
        if (SHARED_CATEGORY.matcher(name).matches()) {
            put(end - at);
        } else if (POSIX.contains(bare)) {
            String not = from.charAt(at + 1) == 'P' ? "^" : "";
            String posix = "[:" + not + bare.toLowerCase(java.util.Locale.ROOT) + ":]";
            put(end - at, inClass ? posix : "[" + posix + "]");
        } else {
            throw unknown("the property " + bare);
        }
    }

    private static NotLinear unknown(String what) {
        return new NotLinear(what + ", which RE2 does not have");
    }

    private void put(int length) {
        put(length, from.substring(at, at + length));
    }

    private void put(int length, String translated) {
        to.append(translated);
        at += length;
    }

    /** Whether a text ends with the end of a line, before which the end of a pattern matches as well. */
    static boolean endsWithLineEnd(String text) {
        return !text.isEmpty() && "\n\r\u0085\u2028\u2029".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** Compiles a pattern in RE2; empty when RE2 has other limits. */
    static Optional<com.google.re2j.Pattern> compiled(Linear linear) {
        try {
            return Optional.of(com.google.re2j.Pattern.compile(linear.pattern()));
        } catch (com.google.re2j.PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
