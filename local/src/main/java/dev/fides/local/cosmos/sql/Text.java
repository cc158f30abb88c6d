package dev.fides.local.cosmos.sql;

import java.util.Locale;

/** Letters in one case, the same on every machine. */
final class Text {
    private Text() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
