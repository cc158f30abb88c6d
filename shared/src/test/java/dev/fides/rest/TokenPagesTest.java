package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.fides.host.HostPage;
import dev.fides.host.HostStore;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of any form, the requests that they are sent back in, and services that keep the place themselves. */
class TokenPagesTest extends RestTest {

    private static final String SCROLL = "{ method: POST, path: /cities/_search, query: { scroll: 1m },"
            + " body: { size: '{size}' }, records: /hits/hits, record: /_source, total: /hits/total/value,"
            + " paging: { type: scroll, pointer: /_scroll_id, size: 2,"
            + " next: { path: /_search/scroll, body: { scroll: 1m, scroll_id: '{cursor}' } } } }";

    private HostStore host(String list) {
        return host(
                stores(),
                new YamlSync("http://127.0.0.1:" + server.port()).list(list).build());
    }

    private List<String> listed(String list) {
        List<String> keys = new ArrayList<>();
        HostStore host = host(list);
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host.list(cursor);
            page.records().forEach(record -> keys.add(record.key().value()));
            cursor = page.next();
        } while (cursor.isPresent());
        return keys;
    }

    private static void dynamo(String body, String answer) {
        server.stubFor(
                post("/").withRequestBody(equalToJson(body.replace('\'', '"'))).willReturn(json(200, answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':{'N':'2'},'more':[1,null]}", "['2',{'a':1.50}]"})
    void a_token_that_is_an_object_or_a_list_is_handed_back_in_the_body_as_it_is(String token) {
        dynamo("{'TableName':'cities'}", "{'Items':[{'id':1},{'id':2}],'LastEvaluatedKey':" + token + "}");
        dynamo(
                "{'TableName':'cities','ExclusiveStartKey':" + token + "}",
                "{'Items':[{'id':3}],'LastEvaluatedKey':" + (token.startsWith("{") ? "{}" : "[]") + "}");

        assertThat(listed("{ path: /, records: /Items, body: { TableName: cities, ExclusiveStartKey: '{cursor}' },"
                        + " paging: { type: cursor, pointer: /LastEvaluatedKey } }"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void among_other_text_such_a_token_is_its_json() {
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("after", absent())
                .willReturn(json(200, "{'value':[{'id':1}],'next':{'id':'a b'}}")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("after", equalTo("{\"id\":\"a b\"}"))
                .willReturn(json(200, "{'value':[{'id':2}]}")));

        assertThat(listed("{ path: /cities, records: /value,"
                        + " paging: { type: cursor, parameter: after, pointer: /next } }"))
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}", "[1]", "json {}", "text a", "json", "12"})
    void a_token_that_is_a_text_stays_one_whatever_it_looks_like(String token) {
        String quoted = "\"" + token.replace("\"", "\\\"") + "\"";
        server.stubFor(post("/cities")
                .withRequestBody(equalToJson("{}"))
                .willReturn(json(200, "").withBody("{\"value\":[{\"id\":1}],\"next\":" + quoted + "}")));
        server.stubFor(post("/cities")
                .withRequestBody(equalToJson("{\"at\":" + quoted + "}"))
                .willReturn(json(200, "{'value':[{'id':2}]}")));

        assertThat(listed("{ path: /cities, records: /value, body: { at: '{cursor}' },"
                        + " paging: { type: cursor, pointer: /next } }"))
                .containsExactly("1", "2");
    }

    @Test
    void a_token_that_is_an_integer_is_sent_as_a_text_and_with_raw_as_a_number() {
        server.stubFor(post("/cities")
                .withRequestBody(equalToJson("{}"))
                .willReturn(json(200, "{'value':[{'id':1}],'next':7}")));
        server.stubFor(post("/cities")
                .withRequestBody(equalToJson("{\"at\":\"7\",\"number\":7}"))
                .willReturn(json(200, "{'value':[{'id':2}]}")));

        assertThat(listed("{ path: /cities, records: /value, body: { at: '{cursor}', number: '{cursor|raw}' },"
                        + " paging: { type: cursor, pointer: /next } }"))
                .containsExactly("1", "2");
    }

    @Test
    void a_link_is_no_object() {
        server.stubFor(get("/cities").willReturn(json(200, "{'value':[],'next':{'href':'/x'}}")));

        assertThatThrownBy(
                        () -> listed("{ path: /cities, records: /value, paging: { type: nextLink, pointer: /next } }"))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("expected the next page as text, found object");
    }

    @Test
    void the_pages_after_the_first_may_be_asked_for_at_another_address() {
        server.stubFor(post("/search?n=2").willReturn(json(200, "{'value':[{'id':1}],'next':'a/b'}")));
        server.stubFor(WireMock.put("/more/a%2Fb")
                .withHeader("X-N", equalTo("2"))
                .willReturn(json(200, "{'value':[{'id':2}],'next':'c'}")));
        server.stubFor(WireMock.put("/more/c").willReturn(json(200, "{'value':[{'id':3}]}")));

        assertThat(listed("{ method: POST, path: /search, query: { n: '{size}' }, records: /value,"
                        + " paging: { type: cursor, pointer: /next, size: 2,"
                        + " next: { method: PUT, path: '/more/{cursor}', headers: { X-N: '{size}' } } } }"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void a_scroll_goes_on_at_its_own_address_with_a_token_that_may_stay_the_same() {
        server.stubFor(post("/cities/_search?scroll=1m")
                .withRequestBody(equalToJson("{\"size\":2}"))
                .willReturn(hits("'a','b'")));
        scrolled(Scenario.STARTED, "second", "'c'");
        scrolled("second", "third", "");

        assertThat(listed(SCROLL)).containsExactly("a", "b", "c");
        assertThat(requests())
                .containsExactly("POST /cities/_search?scroll=1m", "POST /_search/scroll", "POST /_search/scroll");
    }

    private static void scrolled(String state, String next, String ids) {
        server.stubFor(post("/_search/scroll")
                .inScenario("scroll")
                .whenScenarioStateIs(state)
                .withRequestBody(equalToJson("{\"scroll\":\"1m\",\"scroll_id\":\"the same\"}"))
                .willReturn(hits(ids))
                .willSetStateTo(next));
    }

    private static ResponseDefinitionBuilder hits(String ids) {
        String hits = ids.isEmpty() ? "" : "{'_source':{'id':" + ids.replace(",", "}},{'_source':{'id':") + "}}";
        return json(200, "{'_scroll_id':'the same','hits':{'total':{'value':3},'hits':[" + hits + "]}}");
    }

    @Test
    void a_scroll_that_brings_the_same_page_again_is_not_followed_for_ever() {
        server.stubFor(post("/cities/_search?scroll=1m").willReturn(hits("'a','b'")));
        server.stubFor(post("/_search/scroll").willReturn(hits("'a','b'")));

        assertThatThrownBy(() -> listed(SCROLL))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("page 2 of the listing brings the records of page 1 again")
                .hasMessageContaining("only 2 of the 3 announced records came");
    }

    @Test
    void a_scroll_without_its_total_is_not_read() {
        server.stubFor(post("/cities/_search?scroll=1m")
                .willReturn(json(200, "{'_scroll_id':'s','hits':{'hits':[{'_source':{'id':1}}]}}")));

        assertThatThrownBy(() -> listed(SCROLL))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("expected the number of all records at \"/hits/total/value\" (list.total)");
    }

    @Test
    void a_scroll_that_has_ended_at_the_service_fails_and_its_host_says_that_it_lists_nothing_again() {
        server.stubFor(post("/cities/_search?scroll=1m").willReturn(hits("'a','b'")));
        server.stubFor(post("/_search/scroll").willReturn(json(404, "{'error':'search_context_missing'}")));
        HostStore host = host(SCROLL);
        Optional<String> second = host.list(Optional.empty()).next();

        assertThatThrownBy(() -> host.list(second))
                .isInstanceOf(PermanentException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("search_context_missing");
        assertThat(host.traits().listsAgain()).isFalse();
    }
}
