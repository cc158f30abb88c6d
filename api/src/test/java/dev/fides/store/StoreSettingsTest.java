package dev.fides.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void values_are_read_by_what_they_should_be() throws Exception {
        StoreSettings settings = StoreSettings.of(
                json(
                        "{'text':'a','number':7,'digits':'8','flag':true,'time':'PT5S','texts':['a','b'],'part':{'deep':'x'}}"));

        assertThat(settings.text("text")).isEqualTo("a");
        assertThat(settings.integer("number", 1, 10, 5)).isEqualTo(7);
        assertThat(settings.integer("digits", 1, 10, 5)).isEqualTo(8);
        assertThat(settings.integer("none", 1, 10, 5)).isEqualTo(5);
        assertThat(settings.flag("flag", false)).isTrue();
        assertThat(settings.duration("time", Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.texts("texts")).containsExactly("a", "b");
        assertThat(settings.part("part").text("deep")).isEqualTo("x");
        assertThat(settings.unasked()).isEmpty();
    }

    @Test
    void a_fault_names_the_member_and_what_was_expected_and_shows_no_resolved_value() throws Exception {
        StoreSettings settings =
                StoreSettings.resolved(json("{'part':{'size':'planted'}}"), json("{'part':{'size':'${SIZE}'}}"));

        assertThatThrownBy(() -> settings.part("part").integer("size", 1, 10, 5))
                .isInstanceOfSatisfying(
                        InvalidSettingException.class,
                        e -> assertThat(e.member()).hasToString("/part/size"))
                .hasMessage("expected an integer from 1 to 10, found \"${SIZE}\"");
        assertThatThrownBy(() -> settings.text("url")).hasMessage("missing");
        assertThat(settings.toString()).doesNotContain("planted");
    }

    @Test
    void what_app_settings_brought_is_known_without_the_text_around_it() throws Exception {
        StoreSettings settings = StoreSettings.resolved(
                json("{'url':'db://u:pass@h','list':['x',{'deep':'word'}],'plain':'text'}"),
                json("{'url':'db://${USER}:${PASSWORD}@h','list':['x',{'deep':'${WORD}'}],'plain':'text'}"));

        assertThat(settings.resolved()).containsExactly("u", "pass", "word");
    }

    @Test
    void what_nobody_asked_for_is_known_wherever_it_lies() throws Exception {
        StoreSettings settings = StoreSettings.of(json("{'a':1,'b':2,'part':{'c':3,'d':4}}"));
        settings.has("a");
        settings.part("part").has("c");

        assertThat(settings.unasked()).extracting(Object::toString).containsExactly("/b", "/part/d");
        assertThat(settings.anew().unasked()).hasSize(3);
    }
}
