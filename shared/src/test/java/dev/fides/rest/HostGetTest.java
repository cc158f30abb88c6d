package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.fides.config.service.AbsentAnswer;
import dev.fides.config.service.Connection;
import dev.fides.host.HostReading;
import dev.fides.host.HostReading.Absent;
import dev.fides.host.HostReading.Failed;
import dev.fides.host.HostReading.Present;
import dev.fides.host.HostStore;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGetTest extends RestTest {

    @Test
    void a_redirect_to_a_page_that_is_not_there_is_no_absence() {
        server.stubFor(
                get("/cities/1").willReturn(json(302, "").withHeader("Location", "https://login.example/login")));
        server.stubFor(get("/login").willReturn(json(404, "")));

        HostReading reading = host(definition().links(new Connection.Links.PathOnly()))
                .get(List.of(new RecordKey("1")))
                .get(new RecordKey("1"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        HostReading.Failed.class,
                        failed -> assertThat(failed.error()).hasMessageContaining("/login: status 404"));
    }

    @Test
    void only_answers_about_several_keys_may_leave_records_out() {
        assertThat(host(definition()).traits().mayOmit()).isFalse();
        assertThat(host(definition().getMany(2)).traits().mayOmit()).isTrue();
    }

    @Test
    void single_reads_tell_present_absent_and_failed_apart() {
        server.stubFor(get("/cities/a").willReturn(json(200, "{'id':'a'}")));
        server.stubFor(get("/cities/b").willReturn(json(404, "")));
        server.stubFor(get("/cities/c").willReturn(json(410, "")));
        server.stubFor(get("/cities/d").willReturn(json(500, "")));
        server.stubFor(get("/cities/e").willReturn(json(400, "")));
        server.stubFor(get("/cities/f").willReturn(json(200, "{'id':'other'}")));
        server.stubFor(get("/cities/g").willReturn(json(200, "null")));
        Map<RecordKey, HostReading> readings = read(definition(), "a", "b", "c", "d", "e", "f", "g");
        assertThat(readings.get(key("a"))).isInstanceOf(Present.class);
        assertThat(readings.get(key("b"))).isInstanceOf(Absent.class);
        assertThat(readings.get(key("c"))).isInstanceOf(Absent.class);
        assertThat(error(readings, "d")).isInstanceOf(RetryableException.class);
        assertThat(error(readings, "e")).isInstanceOf(PermanentException.class);
        assertThat(error(readings, "f")).hasMessageContaining("asked for key f, the answer is about other");
        assertThat(error(readings, "g")).isInstanceOf(PermanentException.class);
    }

    @Test
    void keys_stay_one_segment_of_the_path_whatever_they_hold() {
        server.stubFor(any(anyUrl()).willReturn(json(404, "")));
        read(definition(), "a/b?c#d%20 é");
        assertThat(requests()).containsExactly("GET /cities/a%2Fb%3Fc%23d%2520%20%C3%A9");
    }

    @Test
    void a_key_that_would_address_a_folder_is_never_sent() {
        Map<RecordKey, HostReading> readings = read(definition(), ".", "..");
        assertThat(readings.values()).allSatisfy(reading -> assertThat(reading).isInstanceOf(Failed.class));
        assertThat(requests()).isEmpty();
    }

    @Test
    void several_keys_travel_in_groups_and_those_not_answered_are_absent() {
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("ids", equalTo("a,b"))
                .willReturn(json(200, "{'value':[{'id':'b'}]}")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("ids", equalTo("c,d"))
                .willReturn(json(503, "")));
        server.stubFor(get("/cities/e").willReturn(json(200, "{'id':'e'}")));
        Map<RecordKey, HostReading> readings = read(definition().getMany(2), "a", "b", "c", "d", "e");
        assertThat(readings.get(key("a"))).isInstanceOf(Absent.class);
        assertThat(readings.get(key("b"))).isInstanceOf(Present.class);
        assertThat(error(readings, "c")).isInstanceOf(RetryableException.class);
        assertThat(error(readings, "d")).isInstanceOf(RetryableException.class);
        assertThat(readings.get(key("e"))).isInstanceOf(Present.class);
        assertThat(requests())
                .as("a, that is missing, is asked for alone")
                .hasSize(4)
                .contains("GET /cities/a");
    }

    @Test
    void an_answer_that_leaves_out_a_record_which_is_there_says_nothing_of_the_other_missing_ones() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers("keys")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("ids", equalTo("a,b,c,d,e,f"))
                .willReturn(json(200, "{'value':[{'id':'a'},{'id':'b'}]}")));
        server.stubFor(get("/cities/e").willReturn(json(404, "")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("ids", equalTo("e"))
                .willReturn(json(200, "{'value':[]}")));
        HostStore host = host(definition().getMany(6));
        Map<RecordKey, HostReading> readings = host.get(
                Stream.of("a", "b", "c", "d", "e", "f").map(RestTest::key).toList());
        assertThat(readings.get(key("e"))).isInstanceOf(Absent.class);
        readings.remove(key("e"));
        assertThat(readings.values()).hasSize(5).hasOnlyElementsOfType(Present.class);
        assertThat(host.complaint().orElseThrow()).contains("host.getMany.max", "left out f");

        host.get(Stream.of("a", "b").map(RestTest::key).toList());
        assertThat(host.complaint()).as("two keys prove nothing of six").isPresent();
        host.get(Stream.of("g", "h", "i", "j", "k", "l").map(RestTest::key).toList());
        assertThat(host.complaint()).isEmpty();
    }

    @Test
    void a_key_that_holds_the_separator_is_read_alone() {
        server.stubFor(get("/cities/x%2Cy").willReturn(json(200, "{'id':'x,y'}")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("ids", equalTo("a,b"))
                .willReturn(json(200, "{'value':[{'id':'a'},{'id':'b'}]}")));
        Map<RecordKey, HostReading> readings = read(definition().getMany(9), "a", "x,y", "b");
        assertThat(readings.values()).hasSize(3).hasOnlyElementsOfType(Present.class);
    }

    @Test
    void an_item_that_nobody_asked_for_leaves_the_unanswered_keys_open_and_they_are_asked_for_again() {
        for (String stranger : List.of("{'id':'A'}", "{'error':'x'}", "7", "{'id':'b','x':NaN,'id':'b'}")) {
            server.resetAll();
            server.stubFor(get(urlPathEqualTo("/cities"))
                    .willReturn(json(200, "{'value':[{'id':'c'}," + stranger + ",{'id':'d'}]}")));
            server.stubFor(get("/cities/a").willReturn(json(200, "{'id':'A'}")));
            server.stubFor(get("/cities/b").willReturn(json(200, "{'id':'b'}")));
            Map<RecordKey, HostReading> readings = read(definition().getMany(9), "a", "b", "c", "d");
            assertThat(error(readings, "a")).hasMessageContaining("asked for key a, the answer is about A");
            assertThat(readings.get(key("b"))).isInstanceOf(Present.class);
            assertThat(readings.get(key("c"))).isInstanceOf(Present.class);
            assertThat(readings.get(key("d"))).isInstanceOf(Present.class);
            assertThat(requests()).hasSize(3);
        }
    }

    @Test
    void an_odd_or_doubled_record_is_asked_for_alone_and_says_nothing_of_the_others() {
        for (String odd : List.of("{'id':'a','x':NaN}", "{'id':'a'},{'id':'a'}")) {
            server.resetAll();
            server.stubFor(get(urlPathEqualTo("/cities")).willReturn(json(200, "{'value':[{'id':'b'}," + odd + "]}")));
            server.stubFor(get("/cities/a").willReturn(json(200, "{'id':'a','x':NaN}")));
            Map<RecordKey, HostReading> readings = read(definition().getMany(9), "a", "b", "c");
            assertThat(error(readings, "a")).isInstanceOf(PermanentException.class);
            assertThat(readings.get(key("b"))).isInstanceOf(Present.class);
            assertThat(readings.get(key("c"))).isInstanceOf(Absent.class);
            assertThat(requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "size", "structure"})
    void a_group_with_one_key_that_the_host_dislikes_is_halved_until_that_key_is_alone(String dislike) {
        String[] keys = IntStream.range(0, 50).mapToObj(i -> "k" + (100 + i)).toArray(String[]::new);
        ResponseDefinitionBuilder disliked = switch (dislike) {
            case "status" -> json(400, "{'error':'no such form of key'}");
            case "size" -> json(200, "{'value':['" + "x".repeat((int) MAX_RESPONSE) + "']}");
            default -> json(200, "{'value':[{'id':'k117','name':'cut}]}");
        };
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withTransformers("keys")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("ids", matching(".*k117.*"))
                .willReturn(disliked));
        server.stubFor(get("/cities/k117").willReturn(disliked));
        Map<RecordKey, HostReading> readings = read(definition().getMany(50), keys);
        assertThat(readings).hasSize(50);
        assertThat(error(readings, "k117")).isInstanceOf(PermanentException.class);
        readings.remove(key("k117"));
        assertThat(readings.values()).hasOnlyElementsOfType(Present.class);
        // The group, two halves of each part that has the key, and the key alone.
        assertThat(requests()).hasSizeLessThanOrEqualTo(14);
    }

    @Test
    void a_host_that_refuses_every_group_costs_few_calls_more_than_single_reads_and_is_told() {
        String[] keys = IntStream.range(0, 50).mapToObj(i -> "k" + (100 + i)).toArray(String[]::new);
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers("keys")));
        server.stubFor(get(urlPathEqualTo("/cities")).willReturn(json(400, "")));
        HostStore host = host(definition().getMany(50));
        assertThat(host.complaint()).isEmpty();
        assertThat(host.get(Stream.of(keys).map(RestTest::key).toList()).values())
                .hasSize(50)
                .hasOnlyElementsOfType(Present.class);
        assertThat(requests()).hasSizeLessThanOrEqualTo(60);
        assertThat(host.complaint().orElseThrow()).contains("host.getMany", "status 400");
    }

    @Test
    void an_outage_is_not_multiplied_by_halves() {
        server.stubFor(any(anyUrl()).willReturn(json(503, "")));
        assertThat(read(definition().getMany(9), "a", "b", "c").values()).hasOnlyElementsOfType(Failed.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void long_keys_do_not_make_an_address_that_servers_refuse() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'value':[]}")));
        String[] keys = new String[20];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = i + "k".repeat(1000);
        }
        assertThat(read(definition().getMany(50), keys)).hasSize(20);
        assertThat(requests())
                .hasSizeGreaterThan(3)
                .allSatisfy(url -> assertThat(url).hasSizeLessThan(7000));
    }

    @Test
    void nothing_where_the_record_should_be_is_absent_where_the_definition_says_so() {
        for (String body : List.of("", "{}", "{'data':null}", "{'data':{}}")) {
            assertThat(answered(body, "/data", new AbsentAnswer.NoRecord())).isInstanceOf(Absent.class);
        }
        assertThat(answered("null", "", new AbsentAnswer.NoRecord())).isInstanceOf(Absent.class);
        assertThat(answered("{'data':{'id':'a'}}", "/data", new AbsentAnswer.NoRecord()))
                .isInstanceOf(Present.class);
        assertThat(answered("<html>", "/data", new AbsentAnswer.NoRecord())).isInstanceOf(Failed.class);
    }

    @Test
    void an_empty_list_is_absent_where_the_definition_says_so_and_anything_else_is_not() {
        assertThat(answered("[]", "/0", new AbsentAnswer.EmptyList())).isInstanceOf(Absent.class);
        assertThat(answered("{'value':[]}", "/value/0", new AbsentAnswer.EmptyList()))
                .isInstanceOf(Absent.class);
        assertThat(answered("{'value':[{'id':'a'}]}", "/value/0", new AbsentAnswer.EmptyList()))
                .isInstanceOf(Present.class);
        for (String body : List.of("", "{}", "null", "{'value':null}", "{'error':'busy'}", "{'value':{}}")) {
            assertThat(answered(body, "/value/0", new AbsentAnswer.EmptyList())).isInstanceOf(Failed.class);
        }
    }

    @Test
    void a_condition_says_what_is_absent_and_is_no_guess() {
        AbsentAnswer form = new AbsentAnswer.Condition(".found == false");
        assertThat(answered("{'found':false}", "/data", form)).isInstanceOf(Absent.class);
        assertThat(answered("{'found':true,'data':{'id':'a'}}", "/data", form)).isInstanceOf(Present.class);
        assertThat(answered("{'error':'busy'}", "/data", form)).isInstanceOf(Failed.class);

        HostReading unclear = answered("{'found':'no'}", "", new AbsentAnswer.Condition(".found"));
        assertThat(((Failed) unclear).error()).hasMessageContainingAll("host.get.absent.condition", "true or false");
    }

    @Test
    void without_a_word_in_the_definition_a_200_is_never_absent() {
        for (String body : List.of("", "{}", "null", "[]")) {
            server.stubFor(any(anyUrl()).willReturn(json(200, body)));
            assertThat(read(definition(), "a").get(key("a"))).isInstanceOf(Failed.class);
        }
    }

    private HostReading answered(String body, String record, AbsentAnswer form) {
        server.stubFor(any(anyUrl()).willReturn(json(200, body)));
        return read(definition().absent(record, form), "a").get(key("a"));
    }

    @Test
    void a_failed_read_is_repeated_as_often_as_configured_and_no_more() {
        server.stubFor(any(anyUrl()).willReturn(json(502, "")));
        read(definition().attempts(3), "a");
        assertThat(requests()).hasSize(3);
    }

    private Map<RecordKey, HostReading> read(Definitions definition, String... keys) {
        return host(definition).get(List.of(keys).stream().map(RestTest::key).toList());
    }

    private static Throwable error(Map<RecordKey, HostReading> readings, String key) {
        return ((Failed) readings.get(key(key))).error();
    }
}
