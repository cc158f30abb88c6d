package dev.fides.local.cosmos.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers parsed queries, least recently used first to go. Bounded by characters of text rather than by their number,
 * since a query that names a thousand ids weighs as much as a hundred others.
 */
public final class ParsedQueries {
    private final int maxCharacters;
    private final Map<String, Query> queries = new LinkedHashMap<>(64, 0.75f, true);
    private int characters;

    public ParsedQueries(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    /**
     * The tree of {@code text}.
     *
     * @throws SqlException when it is no query
     */
    public Query parse(String text) {
        Query known = find(text);
        if (known != null) {
            return known;
        }
        Query parsed = Parser.parse(text);
        remember(text, parsed);
        return parsed;
    }

    private synchronized Query find(String text) {
        return queries.get(text);
    }

    private synchronized void remember(String text, Query query) {
        if (text.length() > maxCharacters || queries.putIfAbsent(text, query) != null) {
            return;
        }
        characters += text.length();
        while (characters > maxCharacters) {
            String eldest = queries.keySet().iterator().next();
            queries.remove(eldest);
            characters -= eldest.length();
        }
    }

    synchronized int characters() {
        return characters;
    }
}
