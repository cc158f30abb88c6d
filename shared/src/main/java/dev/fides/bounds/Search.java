package dev.fides.bounds;

import java.util.regex.Matcher;

/** A search in a text, whatever does it. */
public interface Search {

    /** Looks for the first match that starts at a position or behind it. */
    boolean find(int from);

    int start();

    int end();

    /** What a named group matched; null when it took no part in the match. */
    String group(String name);

    /** By {@code java.util.regex}. */
    static Search of(Matcher matcher) {
        return new Search() {
            @Override
            public boolean find(int from) {
                return matcher.find(from);
            }

            @Override
            public int start() {
                return matcher.start();
            }

            @Override
            public int end() {
                return matcher.end();
            }

            @Override
            public String group(String name) {
                return matcher.group(name);
            }
        };
    }

    /** By RE2. */
    static Search of(com.google.re2j.Matcher matcher) {
        return new Search() {
            @Override
            public boolean find(int from) {
                return matcher.find(from);
            }

            @Override
            public int start() {
                return matcher.start();
            }

            @Override
            public int end() {
                return matcher.end();
            }

            @Override
            public String group(String name) {
                return matcher.group(name);
            }
        };
    }
}
