package dev.fides.bounds;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression with the meaning of {@code java.util.regex}, and a bound on its work that grows only with the length
 * of the text. Whatever text uses it up is searched again by RE2, in linear time; where RE2 does not have what the pattern
 * needs, more steps are allowed, and then it is given up. Safe for use by several threads.
 */
public final class SafePattern {

    /** A search that goes well looks at a character a few times; more than this is a pattern that tries all ways. */
    private static final long STEPS_PER_CHARACTER = 200;

    /** Short texts are searched to the end in no time, whatever the pattern. */
    private static final long STEPS_AT_LEAST = 50_000;

    /** About half a second: many records of this kind in one page still leave its step alive. */
    private static final long STEPS_WITHOUT_RE2 = 50_000_000;

    /** RE2 may look at each of them for every character: what is larger is linear, and takes long all the same. */
    private static final int MOST_INSTRUCTIONS = 20_000;

    private static final Pattern GROUP_NAMES = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private final Pattern java;
    private final Optional<LinearSyntax.Linear> linear;
    private final Optional<com.google.re2j.Pattern> re2;
    private final Optional<String> notLinear;
    private final Set<String> groups;

    private SafePattern(Pattern java, Optional<LinearSyntax.Linear> linear, Optional<String> notLinear) {
        this.java = java;
        this.linear = linear;
        this.re2 =
                linear.flatMap(LinearSyntax::compiled).filter(compiled -> compiled.programSize() <= MOST_INSTRUCTIONS);
        this.notLinear = notLinear.or(() -> re2.isPresent() ? Optional.empty() : Optional.of("too many repetitions"));
        this.groups = groupNames(java.pattern());
    }

    /**
     * Compiles a pattern.
     *
     * @throws java.util.regex.PatternSyntaxException when {@code java.util.regex} cannot read it
     */
    public static SafePattern compile(String pattern) {
        Pattern java = Pattern.compile(pattern);
        try {
            return new SafePattern(java, Optional.of(LinearSyntax.of(pattern)), Optional.empty());
        } catch (LinearSyntax.NotLinear e) {
            return new SafePattern(java, Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    private static Set<String> groupNames(String pattern) {
        Set<String> names = new TreeSet<>();
        for (Matcher named = GROUP_NAMES.matcher(pattern); named.find(); ) {
            names.add(named.group(1));
        }
        return names;
    }

    public String pattern() {
        return java.pattern();
    }

    /** The names of its groups, sorted. */
    public Set<String> groups() {
        return groups;
    }

    /** What of it cannot run in linear time, if anything. */
    public Optional<String> notLinear() {
        return notLinear;
    }

    /** Whether it matches anywhere in a text. */
    public boolean find(String text) {
        return search(text, search -> search.find(0));
    }

    /**
     * Searches a text.
     *
     * @param work is done again from its beginning when the first way of searching used up its steps
     * @throws TooLongException when no way came to an end
     */
    public <T> T search(String text, Function<Search, T> work) {
        long steps = STEPS_AT_LEAST + STEPS_PER_CHARACTER * text.length();
        try {
            return work.apply(Search.of(java.matcher(new BoundedText(text, steps))));
        } catch (BoundedText.Exhausted | StackOverflowError e) {
            if (isLinearFor(text)) {
                return work.apply(Search.of(re2.get().matcher(text)));
            }
            return atLength(text, work);
        }
    }

    private boolean isLinearFor(String text) {
        return re2.isPresent()
                && !(linear.get().endsAtLineEnd() && LinearSyntax.endsWithLineEnd(text))
                && !(linear.get().asciiOnly() && !LinearSyntax.isAscii(text));
    }

    private <T> T atLength(String text, Function<Search, T> work) {
        try {
            return work.apply(Search.of(java.matcher(new BoundedText(text, STEPS_WITHOUT_RE2))));
        } catch (BoundedText.Exhausted | StackOverflowError e) {
            throw new TooLongException("the regular expression " + java.pattern() + " came to no end on a text of "
                    + text.length() + " characters"
                    + notLinear.map(what -> " (it has " + what + ")").orElse(""));
        }
    }
}
