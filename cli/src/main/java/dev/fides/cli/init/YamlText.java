package dev.fides.cli.init;

import java.util.regex.Pattern;

/** Texts as they stand in a YAML file. */
final class YamlText {

    /** What means the same without quotes: no number, no word that is a truth value, nothing that begins a structure. */
    private static final Pattern PLAIN = Pattern.compile("/?[A-Za-z$][A-Za-z0-9_./$-]*");

    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|true|false|on|off|null");

    private YamlText() {}

    static String of(String text) {
        return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches() ? text : quoted(text);
    }

    /** Between quotes, whatever it is. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
