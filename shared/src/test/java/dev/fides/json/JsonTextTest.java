package dev.fides.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    private static final JsonPointer ID = JsonPointer.compile("/id");

    @Test
    void each_item_is_read_by_itself() {
        List<JsonItem> items = items("{'value':[{'id':1}, {'id':2,'a':NaN} ,3]}", "/value");
        assertThat(items).hasSize(3);
        assertThat(items.get(0)).isEqualTo(new JsonItem.Parsed(Json.parse("{\"id\":1}")));
        assertThat(items.get(1)).isInstanceOf(JsonItem.Unreadable.class);
        assertThat(items.get(1).excerpt()).isEqualTo("{\"id\":2,\"a\":NaN}");
        assertThat(items.get(1).at(ID)).contains(Json.parse("2"));
        assertThat(((JsonItem.Unreadable) items.get(1)).reason()).contains("from byte 20 of the answer", "NaN");
        assertThat(items.get(2)).isEqualTo(new JsonItem.Parsed(Json.parse("3")));
    }

    @Test
    void a_number_that_no_decimal_can_hold_is_wrong_with_its_item_alone() {
        List<JsonItem> items = items("[{'id':1,'n':1e999999999999},{'id':2}]", "");
        assertThat(((JsonItem.Unreadable) items.get(0)).reason()).contains("1e999999999999");
        assertThat(items.get(1)).isInstanceOf(JsonItem.Parsed.class);
    }

    @Test
    void nothing_between_two_commas_is_an_item_that_cannot_be_read() {
        assertThat(items("[1,,2,]", ""))
                .hasSize(4)
                .filteredOn(JsonItem.Unreadable.class::isInstance)
                .hasSize(2);
        assertThat(items("[ ]", "")).isEmpty();
    }

    @Test
    void a_key_that_is_there_twice_is_no_key() {
        assertThat(items("[{'id':1,'id':1}]", "").get(0).at(ID)).isEmpty();
        assertThat(items("[{'id':1,'\\u0069d':1}]", "").get(0).at(ID)).isEmpty();
        assertThat(items("[{'\\u0069d':1,'x':NaN}]", "").get(0).at(ID)).contains(Json.parse("1"));
    }

    @Test
    void a_lone_text_beyond_the_limit_loses_its_item_alone() {
        String large = "x".repeat(21 * 1024 * 1024);
        List<JsonItem> items = items("[{'id':1},{'id':2,'text':'" + large + "'},{'id':3}]", "");
        assertThat(items).hasSize(3);
        assertThat(((JsonItem.Unreadable) items.get(1)).reason()).contains("bytes; at most " + JsonText.MAX_ITEM_BYTES);
        assertThat(items.get(1).at(ID)).contains(Json.parse("2"));
        assertThat(items.get(1).excerpt()).hasSizeLessThanOrEqualTo(1000);
        assertThat(items.get(2)).isInstanceOf(JsonItem.Legible.class);
    }

    @Test
    void an_item_of_a_large_text_keeps_its_bytes_and_is_read_again() {
        String text = "x".repeat(JsonText.LARGE);
        List<JsonItem> items = items("[{'id':1,'text':'" + text + "'}, {'id':2} ,{'id':2},{'id':NaN}]", "");
        JsonItem.Legible first = (JsonItem.Legible) items.get(0);
        assertThat(first).isInstanceOf(JsonItem.Held.class);
        assertThat(first.value()).isEqualTo(first.value()).isNotSameAs(first.value());
        assertThat(first.at(ID)).contains(Json.parse("1"));
        assertThat(first.at(JsonPointer.compile("/none"))).isEmpty();
        assertThat(first.excerpt()).hasSizeLessThanOrEqualTo(1000);
        assertThat(first.content().footprint()).hasValue(Footprint.of(first.value()));
        assertThat(first.content().held().orElseThrow()).isBetween((long) JsonText.LARGE, JsonText.LARGE + 100L);
        assertThat(((JsonItem.Legible) items.get(1)).content().held()).hasValue(8);
        assertThat(items.get(1).identity())
                .isEqualTo(items.get(2).identity())
                .isNotEqualTo(items.get(0).identity());
        assertThat(items.get(3)).isInstanceOf(JsonItem.Unreadable.class);
    }

    @Test
    void the_record_of_an_item_of_a_large_text_is_found_in_its_bytes() {
        String text = "{'id':1,'text':'" + "x".repeat(JsonText.LARGE) + "'}";
        String json = "[{'rev':7,'doc':" + text + "},{'rev':8,'doc':null}]";
        List<JsonItem> items = new JsonText(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .items(JsonPointer.empty(), JsonPointer.compile("/doc"))
                .orElseThrow();
        JsonItem.Legible first = (JsonItem.Legible) items.get(0);
        assertThat(first.at(ID)).contains(Json.parse("1"));
        assertThat(first.at(JsonPointer.compile("/rev"))).isEmpty();
        assertThat(first.listedAt(JsonPointer.compile("/rev"))).contains(Json.parse("7"));
        assertThat(first.value()).isEqualTo(Json.parse(text.replace('\'', '"')));
        assertThat(first.content().held()).hasValue(text.length());
        assertThat(items.get(1)).isInstanceOf(JsonItem.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'value':[{'id':1},{'id':2}       | byte 27",
                "{'value':[{'id':1},{'id':2]}      | byte 26",
                "{'value':[{'id':1}},{'id':2}]}    | byte 18",
                "{'value':[{'id':1},{'id':'2}]}    | byte 30",
                "{'value':[{'id':1}]               | byte 19",
                "{'value':[{'id':1}]} more         | byte 21",
                "{'value':[1],'value':[2]}         | byte 13",
                "{'value':[1] 'next':2}            | byte 13",
                "{'value':                         | byte 9"
            })
    void where_the_brackets_do_not_fit_nobody_guesses(String text, String where) {
        assertThatThrownBy(() -> items(text.stripTrailing(), "/value"))
                .isInstanceOf(BrokenJsonException.class)
                .hasMessageContaining(where);
    }

    @ParameterizedTest
    @CsvSource({"''", "<html>", "Busy", "{} {}"})
    void what_is_no_json_is_no_empty_list(String text) {
        assertThatThrownBy(() -> items(text, "/value")).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void what_is_no_array_is_none() {
        assertThat(text("{'value':{}}").items(JsonPointer.compile("/value"))).isEmpty();
        assertThat(text("{}").items(JsonPointer.compile("/value"))).isEmpty();
        assertThat(text("7").items(JsonPointer.compile("/value"))).isEmpty();
        assertThat(text("{'value':{}}").kindAt(JsonPointer.compile("/value"))).isEqualTo("object");
    }

    @Test
    void what_stands_around_the_items_is_read_where_it_is_asked_for_and_faults_of_it_are_told() {
        JsonText text = text("\uFEFF{'odd':NaN,'value':[{'next':5},{'a':}],'next':'x','odd2':1.}");
        assertThat(text.items(JsonPointer.compile("/value")).orElseThrow()).hasSize(2);
        assertThat(text.at(JsonPointer.compile("/next")).asText()).isEqualTo("x");
        assertThat(text.at(JsonPointer.compile("/value/0/next")).asInt()).isEqualTo(5);
        assertThat(text.at(JsonPointer.compile("/total")).isMissingNode()).isTrue();
        assertThatThrownBy(() -> text.at(JsonPointer.compile("/value/1/a"))).isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> text.at(JsonPointer.compile("/odd2"))).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void a_text_of_nothing_but_commas_is_no_list() {
        assertThatThrownBy(() -> items("[" + ",".repeat(1_000_000) + "]", ""))
                .isInstanceOf(BrokenJsonException.class)
                .hasMessageContaining("more than " + JsonText.MAX_UNREADABLE);
    }

    @Test
    void brackets_may_be_nested_as_deep_as_they_like() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(items("[1," + deep + ",2]", "")).hasSize(3).last().isInstanceOf(JsonItem.Parsed.class);
    }

    private static List<JsonItem> items(String json, String pointer) {
        return text(json).items(JsonPointer.compile(pointer)).orElseThrow();
    }

    private static JsonText text(String json) {
        return new JsonText(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
