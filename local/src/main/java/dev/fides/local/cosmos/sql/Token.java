package dev.fides.local.cosmos.sql;

/**
 * A word of a query.
 *
 * @param text a string's content, otherwise as written
 * @param position of its first character in the query
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NAME,
        PARAMETER,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equalsIgnoreCase(wantedText);
    }
}
