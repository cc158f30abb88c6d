package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.host.HostPage;
import dev.fides.host.HostStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as FHIR, SCIM, search services and others have them, from the file to the wire. */
class PageRequestTest extends RestTest {

    private HostStore host(String list) {
        return host(
                stores(),
                new YamlSync("http://127.0.0.1:" + server.port()).list(list).build());
    }

    private List<String> listed(String list) {
        HostStore host = host(list);
        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host.list(cursor);
            page.records().forEach(record -> keys.add(record.key().value()));
            cursor = page.next();
        } while (cursor.isPresent());
        return keys;
    }

    private static final String FHIR = "{ path: /Patient, records: /entry, record: /resource, total: /total,"
            + " paging: { type: nextLink, link: { list: /link, where: { relation: next }, url: url } } }";

    @Test
    void the_link_with_the_relation_leads_to_the_next_page() {
        server.stubFor(get("/Patient")
                .willReturn(json(
                        200,
                        "{'total':2,'link':[{'relation':'self','url':'/Patient'},{'relation':'next','url':'/Patient?at=2'}],"
                                + "'entry':[{'fullUrl':'x','resource':{'id':'p1'}}]}")));
        server.stubFor(get("/Patient?at=2")
                .willReturn(json(
                        200,
                        "{'total':2,'link':[{'relation':'previous','url':'/Patient'}],"
                                + "'entry':[{'resource':{'id':'p2'}}]}")));

        assertThat(listed(FHIR)).containsExactly("p1", "p2");
    }

    @Test
    void a_link_may_have_several_relations_and_its_address_lie_deeper() {
        server.stubFor(get("/Patient")
                .willReturn(json(
                        200,
                        "{'links':[{'rel':['last','next'],'to':{'href':'/Patient?at=2'}}],'value':[{'id':'p1'}]}")));
        server.stubFor(get("/Patient?at=2").willReturn(json(200, "{'links':[],'value':[{'id':'p2'}]}")));

        assertThat(listed("{ path: /Patient, records: /value, paging: { type: nextLink,"
                        + " link: { list: /links, where: { rel: next }, url: /to/href } } }"))
                .containsExactly("p1", "p2");
    }

    @Test
    void a_page_without_the_list_of_links_is_an_odd_end() {
        server.stubFor(get("/Patient").willReturn(json(200, "{'entry':[]}")));

        assertThat(host(FHIR).list(Optional.empty()).oddEnd().orElseThrow()).contains("/link");
    }

    @Test
    void what_is_no_record_of_its_own_is_unreadable_and_the_others_come() {
        server.stubFor(
                get("/_all_docs")
                        .willReturn(
                                json(
                                        200,
                                        "{'rows':[{'id':'a','doc':{'id':'a'}},{'id':'b','doc':null},{'id':'c'},{'id':'d','doc':{'id':'d'}}]}")));

        HostPage page = host("{ path: /_all_docs, records: /rows, record: /doc, paging: { type: none } }")
                .list(Optional.empty());

        assertThat(page.records()).extracting(record -> record.key().value()).containsExactly("a", "d");
        assertThat(page.invalid()).hasSize(2).allSatisfy(invalid -> {
            assertThat(invalid.key()).isEmpty();
            assertThat(invalid.reason()).contains("expected a record at \"/doc\"");
        });
        assertThat(page.invalid().get(0).excerpt()).contains("\"b\"");
    }

    @Test
    void a_record_that_cannot_be_read_inside_its_item_keeps_its_key() {
        server.stubFor(get("/_all_docs")
                .willReturn(json(200, "{'rows':[{'doc':{'id':'a','n':1e999999999999}},{'doc':{'id':'b'}}]}")));

        HostPage page = host("{ path: /_all_docs, records: /rows, record: /doc, paging: { type: none } }")
                .list(Optional.empty());

        assertThat(page.records()).extracting(record -> record.key().value()).containsExactly("b");
        assertThat(page.invalid().get(0).key()).contains(key("a"));
    }

    @Test
    void records_are_counted_from_one() {
        server.stubFor(get(urlPathEqualTo("/Users"))
                .willReturn(json(200, "{'totalResults':3,'Resources':[{'id':1},{'id':2}]}")));
        server.stubFor(
                get("/Users?count=2&startIndex=3").willReturn(json(200, "{'totalResults':3,'Resources':[{'id':3}]}")));

        assertThat(listed("{ path: /Users, records: /Resources, total: /totalResults, paging: { type: offset,"
                        + " parameter: startIndex, first: 1, sizeParameter: count, size: 2 } }"))
                .containsExactly("1", "2", "3");
        assertThat(requests()).containsExactly("GET /Users?count=2&startIndex=1", "GET /Users?count=2&startIndex=3");
    }

    @Test
    void pages_are_segments_of_a_path() {
        server.stubFor(get("/cities/page/0/2").willReturn(json(200, "{'value':[{'id':1},{'id':2}]}")));
        server.stubFor(get("/cities/page/1/2").willReturn(json(200, "{'value':[]}")));

        assertThat(listed("{ path: '/cities/page/{page}/{size}', records: /value,"
                        + " paging: { type: page, first: 0, size: 2 } }"))
                .containsExactly("1", "2");
    }

    @Test
    void a_search_goes_on_after_the_sort_values_of_its_last_item_exactly_as_they_are() {
        String hits = "{'hits':{'hits':[{'_source':{'id':'%s'},'sort':%s}]}}";
        server.stubFor(post("/_search")
                .withRequestBody(equalToJson("{\"size\":1}"))
                .willReturn(json(200, hits.formatted("a", "[1750000000000000001,'x']"))));
        server.stubFor(post("/_search")
                .withRequestBody(equalTo("{\"size\":1,\"search_after\":[1750000000000000001,\"x\"]}"))
                .willReturn(json(200, hits.formatted("b", "[null,'y']"))));
        server.stubFor(post("/_search")
                .withRequestBody(equalTo("{\"size\":1,\"search_after\":[null,\"y\"]}"))
                .willReturn(json(200, "{'hits':{'hits':[]}}")));

        assertThat(listed("{ path: /_search, body: { size: '{size}', search_after: '{cursor}' }, records: /hits/hits,"
                        + " record: /_source, paging: { type: searchAfter, values: /sort, size: 1 } }"))
                .containsExactly("a", "b");
    }

    @Test
    void sort_values_are_taken_from_several_places() {
        server.stubFor(get("/cities").willReturn(json(200, "{'value':[{'id':7,'name':'A & B'}]}")));
        server.stubFor(get("/cities?after=%5B%22A%20%26%20B%22%2C7%5D").willReturn(json(200, "{'value':[]}")));

        assertThat(listed("{ path: /cities, records: /value,"
                        + " paging: { type: searchAfter, parameter: after, values: [/name, /id] } }"))
                .containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sort", "[/sort, /id]"})
    void a_page_without_sort_values_fails_instead_of_ending(String values) {
        server.stubFor(get("/cities").willReturn(json(200, "{'value':[{'id':7}]}")));

        assertThatThrownBy(() -> listed("{ path: /cities, records: /value,"
                        + " paging: { type: searchAfter, parameter: after, values: " + values + " } }"))
                .hasMessageContaining("no item of the page has sort values");
    }
}
