package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the WHERE clause says about ids and partition keys.
 *
 * @param matches any of these must hold; absent where nothing is known and every document may qualify
 * @param exact whether a document that meets one of them meets the whole clause
 */
record KeyFilter(Optional<List<Match>> matches, boolean exact) {
    /** Beyond this, combining two lists costs more than looking at the shorter one. */
    private static final int MAX_COMBINATIONS = 20_000;

    static final KeyFilter ANYTHING = new KeyFilter(Optional.empty(), false);
    static final KeyFilter NOTHING = new KeyFilter(Optional.of(List.of()), true);

    /** Values that members on the way to a document must have, by path. */
    record Match(Map<List<String>, JsonNode> values) {
        Match {
            values = Map.copyOf(values);
        }

        /** Both at once; empty where they contradict each other. */
        Optional<Match> with(Match other) {
            Map<List<String>, JsonNode> merged = new HashMap<>(values);
            for (Map.Entry<List<String>, JsonNode> value : other.values.entrySet()) {
                JsonNode known = merged.put(value.getKey(), value.getValue());
                if (known != null && !known.equals(value.getValue())) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Match(merged));
        }
    }

    static KeyFilter of(List<Match> matches) {
        return new KeyFilter(Optional.of(List.copyOf(matches)), true);
    }

    KeyFilter and(KeyFilter other) {
        if (matches.isEmpty() || other.matches.isEmpty()) {
            return new KeyFilter(matches.or(other::matches), false);
        }
        List<Match> mine = matches.get();
        List<Match> theirs = other.matches.get();
        if ((long) mine.size() * theirs.size() > MAX_COMBINATIONS) {
            return new KeyFilter(mine.size() < theirs.size() ? matches : other.matches, false);
        }
        List<Match> both = new ArrayList<>();
        for (Match match : mine) {
            theirs.forEach(their -> match.with(their).ifPresent(both::add));
        }
        return new KeyFilter(Optional.of(both), exact && other.exact);
    }
}
