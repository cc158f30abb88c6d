package dev.fides.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import dev.fides.bounds.SafePattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;

/** The compiled patterns of a template. Safe for use by several threads. */
final class KnownPatterns {

    /** A template has a few; one that makes them of a record's content could have any number. */
    private static final int MOST = 1000;

    private final Map<String, SafePattern> patterns = new ConcurrentHashMap<>();

    SafePattern get(String function, JsonNode argument) {
        String pattern = NodeUtils.toString(argument, true);
        if (pattern == null) {
            throw BoundedFunctions.noPattern(function);
        }
        SafePattern known = patterns.get(pattern);
        if (known != null) {
            return known;
        }
        try {
            SafePattern compiled = SafePattern.compile(pattern);
            if (patterns.size() < MOST) {
                patterns.put(pattern, compiled);
            }
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new JsltException("Syntax error in regular expression '" + pattern + "'", e);
        }
    }
}
