package dev.fides.jslt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.config.yaml.InMemorySource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedFunctionsTest {

    private static final List<JsonNode> VALUES = List.of(
            text(""),
            text("a"),
            text("a,b,,c,,"),
            text(",a"),
            text("abc"),
            text("Oslo 0150"),
            text("key=value; other=thing"),
            text("x\ny\n"),
            JsonNodeFactory.instance.numberNode(1203),
            JsonNodeFactory.instance.booleanNode(true),
            JsonNodeFactory.instance.nullNode(),
            JsonNodeFactory.instance.arrayNode().add("a,b"));

    /** Functions that are replaced give what JSLT's own ones give. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "test(., \"a\")",
                "test(., \"^[a-z]$\")",
                "test(., \"\\\\d+\")",
                "capture(., \"(?<name>\\\\w+) (?<zip>\\\\d+)\")",
                "capture(., \"(?<a>a)|(?<b>k)\")",
                "split(., \",\")",
                "split(., \"\")",
                "split(., \"[;=]\\\\s*\")",
                "split(., \"b*\")",
                "split(., \"(?=b)\")",
                "replace(., \",\", \";\")",
                "replace(., \"[aeiou]\", \"$1\")",
                "replace(., \"\\\\s+\", null)",
                "sha256-hex(.)",
                "uppercase(.)",
                "size(split(., \",\"))",
                "contains(., [\"a\", 1203])"
            })
    void functions_give_what_they_gave_before(String jslt) {
        for (JsonNode value : VALUES) {
            assertThat(outcome(() -> compiled(jslt).apply(value)))
                    .as("%s of %s", jslt, value)
                    .isEqualTo(outcome(() -> Parser.compileString(jslt).apply(value)));
        }
    }

    private static String outcome(java.util.function.Supplier<JsonNode> work) {
        try {
            return work.get().toString();
        } catch (RuntimeException e) {
            return "failed";
        }
    }

    @Test
    void functions_that_are_imported_are_bounded_too() {
        JsltTemplate template = JsltTemplate.compile(
                new InMemorySource(Map.of(
                        "m.jslt", "import \"lib.jslt\" as lib lib:odd(.)",
                        "lib.jslt", "def odd(text) test($text, \"(x+x+)+y\")")),
                "m.jslt");

        assertThat(template.apply(text("x".repeat(5000))).asBoolean()).isFalse();
    }

    @Test
    void every_regular_expression_that_cannot_run_in_linear_time_is_told() {
        JsltTemplate template = JsltTemplate.compile(
                new InMemorySource(Map.of("m.jslt", """
                        import "lib.jslt" as lib
                        // test(., "(?=comment)")
                        {
                          "a": test(.a, "(?=x)"),
                          "b": [replace(lib:f(.b, "(?=no pattern)"), "(b)\\\\1", "(?=no pattern)")],
                          "c": capture(.c, .pattern),
                          "d": split(.d, "a" + "b"),
                          "e": if (test(.e, "fine.*")) { "f": test("(?=no pattern)", "ok") }
                        }""", "lib.jslt", "def f(x, y) split($x, \"(?<!x)y\")")), "m.jslt");

        assertThat(template.warnings())
                .containsExactlyInAnyOrder(
                        warning("m.jslt", "(?=x)", "a look-ahead"),
                        warning("m.jslt", "(b)\\1", "a back-reference"),
                        warning("lib.jslt", "(?<!x)y", "a look-behind"));
    }

    private static String warning(String file, String pattern, String what) {
        return file + ": the regular expression " + pattern + " has " + what
                + " and cannot run in linear time; a record on which it takes too long is parked";
    }

    @Test
    void a_pattern_that_cannot_be_read_is_refused_when_the_template_is_compiled() {
        assertThatThrownBy(() -> compiled("test(., \"(\")"))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageContaining("Syntax error in regular expression '('");
    }

    @Test
    void hashes_are_right_whoever_else_computes_some() {
        JsltTemplate template = compiled("sha256-hex(.)");
        JsonNode value = text("x".repeat(10_000));
        String expected = template.apply(value).asText();

        Set<String> hashes = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> template.apply(value).asText())
                .collect(Collectors.toSet());

        assertThat(hashes).containsExactly(expected);
    }

    private static JsltTemplate compiled(String jslt) {
        return JsltTemplate.compile(new InMemorySource(Map.of("m.jslt", jslt)), "m.jslt");
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }
}
