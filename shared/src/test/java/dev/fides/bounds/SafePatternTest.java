package dev.fides.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafePatternTest {

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "abc",
            "aXb",
            "a.b",
            "a+b",
            "x\ny",
            "x\ry",
            "x\u2028y",
            "tab\there",
            "v\u000bt",
            " lead and trail ",
            "2026-11-29",
            "key=value; other=thing",
            "AbC",
            "a]b[c",
            "(brackets)",
            "\u00e9t\u00e9 \u00e0 S\u00e8te",
            "100\u20ac",
            "aaa bbb aaa",
            "{n}",
            "C:\\dir\\file");

    /** What the two kinds of expressions write or understand differently, and what they have in common. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b",
                "x.y",
                "x\\sy",
                "x[\\s]y",
                "\\S+",
                "^a",
                "c$",
                "[^a-c]+",
                "(?<year>\\d{4})-(?<month>\\d\\d)",
                "(\\w+)=(\\w+)",
                "a*?b",
                "a{2,3}",
                "\\bb+\\b",
                "\\Qa.b\\E",
                "\\Qa+",
                "[\\[\\]]",
                "\\\\dir",
                "\\(\\w+\\)",
                "\\u00e9",
                "\\x41",
                "\\x{20AC}",
                "\\p{L}+",
                "\\p{Lu}",
                "\\P{L}",
                "[\\p{Alpha}_]+",
                "\\p{Punct}",
                "(?i)abc",
                "(?s)x.y",
                "(?is)X.Y",
                "a|b|c",
                "(?:aaa ?)+",
                "[-+.]",
                "\\t",
                "v\\x0Bt",
                "\\d+$",
                "\\{n\\}",
                "(a+)+$"
            })
    void a_pattern_written_for_re2_finds_what_java_finds(String pattern) throws LinearSyntax.NotLinear {
        LinearSyntax.Linear linear = LinearSyntax.of(pattern);
        com.google.re2j.Pattern re2 = LinearSyntax.compiled(linear).orElseThrow();

        for (String text : TEXTS) {
            if (!linear.asciiOnly() || LinearSyntax.isAscii(text)) {
                assertThat(found(Search.of(re2.matcher(text)), text))
                        .as("%s in %s", pattern, text)
                        .isEqualTo(found(Search.of(Pattern.compile(pattern).matcher(text)), text));
            }
        }
    }

    private static String found(Search search, String text) {
        return search.find(0) ? search.start() + ".." + search.end() : "nothing in " + text.length();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(?=x)y ~ a look-ahead",
                "(?!x)y ~ a look-ahead",
                "(?<=x)y ~ a look-behind",
                "(?<!x)y ~ a look-behind",
                "(a)\\1 ~ a back-reference",
                "(?<n>a)\\k<n> ~ a back-reference",
                "(?>a+)b ~ an atomic group",
                "a++b ~ a possessive quantifier",
                "a{2}+b ~ a possessive quantifier",
                "[a-z&&[^b]] ~ a union or an intersection of character classes",
                "x(?i)y ~ flags within the pattern",
                "\\R ~ \\R, which RE2 does not have",
                "\\p{IsAlphabetic} ~ the property IsAlphabetic, which RE2 does not have",
                "(a{999}){999} ~ too many repetitions",
                "a{2000} ~ too many repetitions"
            })
    void what_cannot_run_in_linear_time_is_named(String pattern, String what) {
        assertThat(SafePattern.compile(pattern).notLinear()).contains(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)a\\+?b", "a+?b", "\\++a", "a?b{2}c*", "[a+]+b"})
    void what_only_looks_possessive_is_not(String pattern) {
        assertThat(SafePattern.compile(pattern).notLinear()).isEmpty();
    }

    /** Each of these takes java.util.regex longer than anybody can wait, or all of its stack. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                ".*a.*b.*c.*d.*e.*f.*! ~ abcdef ~ 200",
                "(x+x+)+y ~ x ~ 5000",
                "^(a|aa)+$ ~ a ~ 5001",
                "(a|b)*c ~ ab ~ 50000"
            })
    void a_text_on_which_java_comes_to_no_end_is_searched_in_linear_time(String pattern, String part, int times) {
        SafePattern safe = SafePattern.compile(pattern);

        assertThat(safe.find(part.repeat(times) + "?")).isFalse();
        assertThat(safe.notLinear()).isEqualTo(Optional.empty());
    }

    @Test
    void a_pattern_that_needs_more_than_re2_has_is_given_up_on_a_text_on_which_it_comes_to_no_end() {
        SafePattern safe = SafePattern.compile("(x+x+)+(?=y)");

        assertThat(safe.find("xxxy")).isTrue();
        assertThatThrownBy(() -> safe.find("x".repeat(5000)))
                .isInstanceOf(TooLongException.class)
                .hasMessage("the regular expression (x+x+)+(?=y) came to no end on a text of 5000 characters"
                        + " (it has a look-ahead)");
    }

    @Test
    void a_stack_that_overflows_without_a_way_out_is_the_texts_fault() {
        SafePattern safe = SafePattern.compile("(a|b)*(?=c)");

        assertThatThrownBy(() -> safe.find("ab".repeat(100_000))).isInstanceOf(TooLongException.class);
    }

    @Test
    void the_end_of_a_line_at_the_end_is_where_a_pattern_ends_too_as_in_java() {
        assertThat(SafePattern.compile("^a$").find("a\n")).isTrue();
        assertThat(SafePattern.compile("^(x+x+)+$").find("x".repeat(20) + "\n")).isTrue();
    }

    @Test
    void what_java_cannot_read_is_refused() {
        assertThatThrownBy(() -> SafePattern.compile("(")).isInstanceOf(PatternSyntaxException.class);
    }
}
