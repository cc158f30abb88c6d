package dev.fides.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersTest {

    @Test
    void members_are_those_of_objects_and_arrays_count_as_a_whole() {
        assertThat(Members.of(json("{'a':{'b':1,'c':{}},'d':[{'e':1}],'f':null,'g/h':1,'':2}"))
                        .pointers())
                .containsExactly("/", "/a", "/a/b", "/a/c", "/d", "/g~1h");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,'b':2} | {'a':1} | {'a':1,'b':null}",
                "{'a':{'b':1,'c':2}} | {'a':{'b':1}} | {'a':{'b':1,'c':null}}",
                "{'a':{'b':1,'c':2}} | {} | {'a':null}",
                "{'a':{'b':1}} | {'a':7} | {'a':7}",
                "{'a':{'b':1}} | {'a':[{'c':1}]} | {'a':[{'c':1}]}",
                "{'a':1} | {'a':null} | {'a':null}",
                "{'a':1} | {'b':1,'a':{'c':1}} | {'b':1,'a':{'c':1}}",
                "{'g/h':1} | {} | {'g/h':null}"
            })
    void what_a_document_lost_is_null_in_it(String before, String after, String sent) {
        JsonNode document = json(after);
        List<JsonPointer> lost = Members.of(json(before)).missingIn(document);

        assertThat(Members.cleared(document, lost)).isEqualTo(json(sent));
        assertThat(document).isEqualTo(json(after));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
