package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A LIKE pattern: {@code %} any text, {@code _} any character, {@code [a-c]} and {@code [^a]} one of a set. */
final class LikePattern {
    private final Pattern pattern;

    /** @param escape one character that takes the next one literally; undefined for none */
    LikePattern(String like, JsonNode escape) {
        String mark = escape.asText("");
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            int close = c == '[' ? like.indexOf(']', i + 1) : -1;
            if (!mark.isEmpty() && c == mark.charAt(0) && i + 1 < like.length()) {
                regex.append(Pattern.quote(String.valueOf(like.charAt(++i))));
            } else if (close > i + 1) {
                regex.append(set(like.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new SqlException("The LIKE pattern '" + like + "' is not valid.");
        }
    }

    private static String set(String content) {
        return '[' + content.replace("\\", "\\\\").replace("[", "\\[").replace("&&", "&\\&") + ']';
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
