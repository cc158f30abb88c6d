package dev.fides.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** RFC 8785, appendix B: the bits of a double and its text. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void doubles_are_written_as_the_rfc_lists_them(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(canonical(DoubleNode.valueOf(value))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x7E, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF})
    void text_is_written_as_utf_8(int codePoint) {
        String text = "a" + Character.toString(codePoint) + "z";

        assertThat(CanonicalJson.bytes(JsonNodeFactory.instance.textNode(text)))
                .isEqualTo(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"00, \\u0000", "08, \\b", "0b, \\u000b", "1f, \\u001f", "d83d, \\ud83d", "de00, \\ude00"})
    void what_cannot_be_written_as_it_is_is_escaped(String code, String escaped) {
        String text = Character.toString((char) Integer.parseInt(code, 16));

        assertThat(canonical(JsonNodeFactory.instance.textNode(text))).isEqualTo("\"" + escaped + "\"");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_no_number_is_refused(double value) {
        assertThatThrownBy(() -> canonical(DoubleNode.valueOf(value))).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 8785, section 3.2.3, in the order that UTF-16 code units give. */
    @Test
    void members_are_sorted_by_utf16_code_units() {
        JsonNode node = Json.parse("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""");

        assertThat(canonical(node))
                .containsSubsequence(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    /** RFC 8785, section 3.2.2 to 3.2.4, but for the number that no double holds: it keeps its digits. */
    @Test
    void the_sample_of_the_rfc_is_reproduced() {
        JsonNode node = Json.parse("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""");

        assertThat(canonical(node))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.33333329,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** The test data "structures", "arrays", "unicode" and "weird" that accompany the RFC. */
    @Test
    void structures_and_unicode_of_the_rfcs_test_data_are_reproduced() {
        assertThat(canonical(Json.parse("""
                {"1": {"f": {"f": "hi", "F": 5}, "\\n": 56.0}, "10": {}, "": "empty", "a": {}, "111": [
                {"e": "yes", "E": "no"}], "A": {}}""")))
                .isEqualTo("{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},"
                        + "\"111\":[{\"E\":\"no\",\"e\":\"yes\"}],\"A\":{},\"a\":{}}");
        assertThat(canonical(Json.parse("[56, {\"d\": true, \"10\": null, \"1\": [ ]}]")))
                .isEqualTo("[56,{\"1\":[],\"10\":null,\"d\":true}]");
        assertThat(canonical(Json.parse("{\"Unnormalized Unicode\":\"A\\u030a\"}")))
                .isEqualTo("{\"Unnormalized Unicode\":\"A\u030a\"}");
        assertThat(canonical(Json.parse("{\"\\u000a\": \"Newline\", \"</script>\": \"Browser Challenge\"}")))
                .isEqualTo("{\"\\n\":\"Newline\",\"</script>\":\"Browser Challenge\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e0, 1",
        "100e-2, 1",
        "-0.0, 0",
        "0e99, 0",
        "12345678901234567890, 12345678901234567890",
        "9007199254740993, 9007199254740993",
        "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
        "1e400, 1e+400",
        "10E399, 1e+400",
        "1e-400, 1e-400",
        "100000000000000000000, 100000000000000000000",
        "1000000000000000000000, 1e+21",
        "1e999999999, 1e+999999999"
    })
    void numbers_keep_their_exact_value_and_have_one_text(String text, String canonical) {
        assertThat(canonical(Json.parse(text))).isEqualTo(canonical);
    }

    @Test
    void a_surrogate_without_its_partner_is_escaped_and_told_from_its_escape() {
        assertThat(canonical(Json.parse("[\"\\udead\", \"\\\\udead\", \"\\ud83dx\"]")))
                .isEqualTo("[\"\\udead\",\"\\\\udead\",\"\\ud83dx\"]");
    }

    @Test
    void long_texts_pass_through_the_buffer_whole() {
        String text = "ä€😀\n".repeat(5000);

        assertThat(canonical(JsonNodeFactory.instance.textNode(text)))
                .isEqualTo("\"" + text.replace("\n", "\\n") + "\"");
    }

    @Test
    void omitted_members_and_elements_are_left_out_and_the_tree_stays_as_it_was() {
        JsonNode node = Json.parse("{\"a\": 1, \"b\": {\"c\": 2, \"d/e\": 3}, \"f\": [0, {\"g\": 1, \"h\": 2}]}");
        JsonNode before = node.deepCopy();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        CanonicalJson.write(node, pointers("/a", "/b/d~1e", "/f/1/g", "/f/0", "/nowhere/x"), bytes::write);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("{\"b\":{\"c\":2},\"f\":[{\"h\":2}]}");
        assertThat(node).isEqualTo(before);
    }

    @Test
    void what_json_cannot_say_is_refused() {
        assertThatThrownBy(() -> canonical(JsonNodeFactory.instance.binaryNode(new byte[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BINARY");
    }

    private static List<JsonPointer> pointers(String... pointers) {
        return Arrays.stream(pointers).map(JsonPointer::compile).toList();
    }

    private static String canonical(JsonNode node) {
        return new String(CanonicalJson.bytes(node), StandardCharsets.UTF_8);
    }
}
