package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostReading.Absent;
import dev.fides.host.HostReading.Failed;
import dev.fides.host.HostReading.Present;
import dev.fides.host.HostStore;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.resilience.CallRun;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a definition may say of its requests, from the file to the wire. */
class RequestTest extends RestTest {

    private static String base() {
        return "http://127.0.0.1:" + server.port();
    }

    private static YamlSync sync() {
        return new YamlSync(base());
    }

    private HostStore host(YamlSync sync) {
        return host(stores(), sync.build());
    }

    private List<String> listed(YamlSync sync) {
        HostStore host = host(sync);
        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host.list(cursor);
            page.records().forEach(record -> keys.add(record.key().value()));
            cursor = page.next();
        } while (cursor.isPresent());
        return keys;
    }

    private HostReading read(YamlSync sync, String key) {
        return host(sync).get(List.of(key(key))).get(key(key));
    }

    private WriteResult write(YamlSync sync, TargetWrite write) {
        return target(stores(), sync.build()).write(List.of(write)).get(0);
    }

    @Test
    void every_call_keeps_the_query_of_the_base_url() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{}")));
        server.stubFor(get("/api/cities?v=1&top=2").willReturn(json(200, "{'value':[{'id':1}]}")));
        YamlSync sync = sync().baseUrl(base() + "/api/?v=1")
                .list("{ path: /cities, query: { top: 2 }, records: /value, paging: { type: none } }");

        assertThat(listed(sync)).containsExactly("1");
        read(sync, "1");
        write(sync, put("1"));
        write(sync, delete("1"));

        assertThat(requests())
                .containsExactly(
                        "GET /api/cities?v=1&top=2",
                        "GET /api/cities/1?v=1",
                        "PUT /api/docs/1?v=1",
                        "DELETE /api/docs/1?v=1");
    }

    @Test
    void a_link_that_lacks_the_query_of_the_base_url_gets_it_and_one_that_has_it_keeps_its_own() {
        String page = "{'value':[{'id':%d}],'next':'%s'}";
        server.stubFor(get("/cities?v=1").willReturn(json(200, page.formatted(1, "/cities?at=2"))));
        server.stubFor(get("/cities?v=1&at=2").willReturn(json(200, page.formatted(2, "/cities?at=3&v=1"))));
        server.stubFor(get("/cities?v=1&at=3").willReturn(json(200, page.formatted(3, "/cities?at=4&v=2"))));
        server.stubFor(get("/cities?at=4&v=2").willReturn(json(200, "{'value':[{'id':4}]}")));

        assertThat(listed(sync().baseUrl(base() + "?v=1")
                        .list("{ path: /cities, records: /value, paging: { type: nextLink, pointer: /next } }")))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void what_the_base_url_has_for_a_secret_is_in_no_cursor() {
        server.stubFor(get(urlPathEqualTo("/cities"))
                .willReturn(json(200, "{'value':[{'id':1}],'next':'/cities?at=2&code=planted%2Fsecret'}")));
        YamlSync sync = sync().baseUrl("'${BASE}'")
                .setting("BASE", base() + "?code=planted%2Fsecret")
                .list("{ path: /cities, records: /value, paging: { type: nextLink, pointer: /next } }");

        assertThat(host(sync).list(Optional.empty()).next().orElseThrow())
                .contains("/cities?at=2")
                .doesNotContain("planted");
    }

    @Test
    void what_the_base_url_has_for_a_secret_is_in_no_message() {
        server.stubFor(any(anyUrl()).willReturn(json(400, "{'asked': 'planted-secret', 'of': '2024-07-01'}")));
        YamlSync sync = sync().baseUrl("'${BASE}'")
                .setting("BASE", base() + "?api-version=2024-07-01&subscription-key=planted-secret");

        assertThat(read(sync, "1").toString()).contains("2024-07-01", "***").doesNotContain("planted");
    }

    @Test
    void a_search_is_a_post_with_json_whose_members_come_and_go_with_their_variables() {
        server.stubFor(post("/_find")
                .withRequestBody(equalToJson("{\"selector\":{\"kind\":\"city\"},\"limit\":2,\"deep\":[true,null]}"))
                .willReturn(json(200, "{'docs':[{'id':1},{'id':2}],'bookmark':'b1'}")));
        server.stubFor(post("/_find")
                .withRequestBody(equalToJson(
                        "{\"selector\":{\"kind\":\"city\"},\"limit\":2,\"deep\":[true,null]," + "\"bookmark\":\"b1\"}"))
                .willReturn(json(200, "{'docs':[{'id':3}]}")));

        assertThat(listed(sync().list(
                                "{ path: /_find, body: { selector: { kind: city }, limit: '{size}', deep: [true, null],"
                                        + " bookmark: '{cursor}' }, records: /docs,"
                                        + " paging: { type: cursor, pointer: /bookmark, size: 2 } }")))
                .containsExactly("1", "2", "3");
        server.verify(
                2, postRequestedFor(urlEqualTo("/_find")).withHeader("Content-Type", equalTo("application/json")));
    }

    @Test
    void pages_are_numbered_in_a_body() {
        server.stubFor(post("/search").willReturn(json(200, "{'value':[]}")));
        server.stubFor(post("/search")
                .withRequestBody(equalToJson("{\"from\":0,\"text\":\"from 0\"}"))
                .willReturn(json(200, "{'value':[{'id':1},{'id':2}]}")));
        server.stubFor(post("/search")
                .withRequestBody(equalToJson("{\"from\":2,\"text\":\"from 2\"}"))
                .willReturn(json(200, "{'value':[{'id':3}]}")));

        assertThat(listed(sync().list("{ path: /search, body: { from: '{offset}', text: 'from {offset}' },"
                        + " records: /value, paging: { type: offset } }")))
                .containsExactly("1", "2", "3");
    }

    @Test
    void graphql_is_asked_with_braces_and_variables() {
        String query = "query($after: String) { cities(after: $after) { edges { node { id } } } }";
        server.stubFor(post("/graphql")
                .withRequestBody(equalToJson("{\"query\":\"" + query + "\",\"variables\":{}}"))
                .willReturn(json(
                        200, "{'data':{'cities':{'edges':[{'node':{'id':'a'}}],'pageInfo':{'endCursor':'c1'}}}}")));
        server.stubFor(post("/graphql")
                .withRequestBody(equalToJson("{\"query\":\"" + query + "\",\"variables\":{\"after\":\"c1\"}}"))
                .willReturn(json(
                        200, "{'data':{'cities':{'edges':[{'node':{'id':'b'}}],'pageInfo':{'endCursor':null}}}}")));
        server.stubFor(post("/graphql")
                .withRequestBody(matchingJsonPath("$.variables.id", equalTo("b")))
                .willReturn(json(200, "{'data':{'city':{'id':'b'}}}")));
        YamlSync sync = sync().list("{ path: /graphql, body: { query: 'query($after: String) {{ cities(after: $after)"
                        + " {{ edges {{ node {{ id }} }} }} }}', variables: { after: '{cursor}' } },"
                        + " records: /data/cities/edges, record: /node,"
                        + " paging: { type: cursor, pointer: /data/cities/pageInfo/endCursor } }")
                .get("{ path: /graphql, body: { query: x, variables: { id: '{key}' } }, record: /data/city,"
                        + " absent: noRecord }");

        assertThat(listed(sync)).containsExactly("a", "b");
        assertThat(read(sync, "b")).isInstanceOf(Present.class);
    }

    @Test
    void several_keys_have_a_parameter_each_where_the_separator_begins_one() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'docs':[{'id':'a&b'},{'id':'2'}]}")));
        YamlSync sync = sync().host("getMany: { path: /docs, query: { 'ids[]': '{keys}', size: 2 },"
                + " separator: '&ids[]=', records: /docs }");
        host(sync).get(List.of(key("a&b"), key("2")));
        assertThat(requests()).containsExactly("GET /docs?ids%5B%5D=a%26b&ids[]=2&size=2");
    }

    @Test
    void several_keys_are_each_encoded_by_themselves() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'docs':[{'id':\"o'h\"},{'id':'2'}]}")));
        YamlSync sync = sync().host("getMany: { path: /docs, query: { in: \"id in ('{keys|odata}')\" },"
                + " body: { where: 'id in [{keys|json}]' }, separator: \"','\", records: /docs }");
        host(sync).get(List.of(key("o'h"), key("2")));
        server.verify(postRequestedFor(urlPathEqualTo("/docs"))
                .withQueryParam("in", equalTo("id in ('o''h','2')"))
                .withRequestBody(equalToJson("{\"where\":\"id in [\\\"o'h\\\"','\\\"2\\\"]\"}")));
    }

    @Test
    void several_keys_travel_in_a_body_as_a_list() {
        server.stubFor(post("/_find")
                .withRequestBody(equalToJson("{\"ids\":[\"1\",\"2\"],\"numbers\":[1,2],\"text\":\"in (1;2)\"}"))
                .willReturn(json(200, "{'docs':[{'doc':{'id':1}},{'doc':{'id':2}}]}")));

        YamlSync sync = sync().host("getMany: { path: /_find, body: { ids: '{keys}', numbers: '{keys|raw}',"
                + " text: 'in ({keys})' }, separator: ;, records: /docs, record: /doc }");

        assertThat(host(sync).get(List.of(key("1"), key("2"))).values()).allMatch(Present.class::isInstance);
        assertThat(requests()).containsExactly("POST /_find");
    }

    @Test
    void a_form_is_encoded_like_a_query() {
        server.stubFor(post("/search").willReturn(json(200, "{'value':[{'id':'a&b'}]}")));
        YamlSync sync = sync().get("{ path: /search, form: { q: 'id={key}', $top: 1 }, record: /value/0 }");

        assertThat(read(sync, "a&b")).isInstanceOf(Present.class);
        server.verify(postRequestedFor(urlEqualTo("/search"))
                .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                .withRequestBody(equalTo("q=id%3Da%26b&$top=1")));
    }

    @Test
    void headers_of_a_request_replace_those_of_the_connection_and_of_the_body() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'id':'1'}")));
        YamlSync sync = sync().host("headers: { X-Kind: connection, X-Other: kept }")
                .get("{ path: /search, form: { q: 1 }, query: { id: '{key}' },"
                        + " headers: { X-Kind: 'of {key}', Content-Type: text/plain } }");

        assertThat(read(sync, "1")).isInstanceOf(Present.class);
        server.verify(postRequestedFor(urlEqualTo("/search?id=1"))
                .withHeader("X-Kind", equalTo("of 1"))
                .withHeader("X-Other", equalTo("kept"))
                .withHeader("Content-Type", equalTo("text/plain")));
    }

    @Test
    void a_header_that_no_request_can_carry_is_the_record_s_fault() {
        YamlSync sync = sync().get("{ path: /search, query: { id: '{key}' }, headers: { X-Kind: '{key}' } }");

        assertThat(read(sync, "1\r\nX-Evil: 2")).isInstanceOf(Failed.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void links_are_followed_by_get_with_the_headers_of_the_listing() {
        server.stubFor(post("/cities/_search").willReturn(json(200, "{'value':[{'id':1}],'next':'/cities?page=2'}")));
        server.stubFor(get("/cities?page=2")
                .withHeader("ConsistencyLevel", equalTo("eventual"))
                .withHeader("Content-Type", absent())
                .willReturn(json(200, "{'value':[{'id':2}]}")));

        assertThat(listed(sync().list("{ path: /cities/_search, form: { a: b }, records: /value,"
                        + " headers: { ConsistencyLevel: eventual, Content-Type: text/plain },"
                        + " paging: { type: nextLink, pointer: /next } }")))
                .containsExactly("1", "2");
    }

    @Test
    void writes_have_a_query_and_headers() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{}")));
        YamlSync sync = sync().writes("upsert: { path: '/docs/{id}', query: { key: '{key}', mode: full },"
                        + " headers: { If-Match: '*', Content-Type: application/scim+json } }")
                .delete("{ method: POST, path: /delete, query: { id: '{id}' } }");

        write(sync, put("a/b"));
        write(sync, delete("a/b"));

        assertThat(requests()).containsExactly("PUT /docs/a%2Fb?key=a%2Fb&mode=full", "POST /delete?id=a%2Fb");
        server.verify(putRequestedFor(anyUrl())
                .withHeader("If-Match", equalTo("*"))
                .withHeader("Content-Type", equalTo("application/scim+json")));
    }

    @Test
    void a_bulk_request_has_a_query_and_headers() {
        server.stubFor(post("/_bulk?refresh=wait_for")
                .withHeader("X-Pipeline", equalTo("none"))
                .willReturn(json(200, "{'items':[{'key':'1','status':200}]}")));
        YamlSync sync = sync().file("request.jslt", ".")
                .file("response.jslt", ".body.items")
                .target("bulk: { path: /_bulk, query: { refresh: wait_for }, headers: { X-Pipeline: none },"
                        + " request: request.jslt, response: response.jslt }");

        assertThat(write(sync, put("1"))).isInstanceOf(WriteResult.Confirmed.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/cities('{key|odata}'), O'Hara, /cities('O%27%27Hara')",
                "/cities/{key|json}, a\\, /cities/%22a%5C%5C%22",
                "/files/{key|raw}, a/b%20c, /files/a/b%20c",
                "/a{{b}}/{key}, x, /a%7Bb%7D/x"
            })
    void a_path_has_values_in_the_encoding_that_it_names(String path, String key, String expected) {
        String id = Json.text(TextNode.valueOf(key));
        server.stubFor(any(anyUrl()).willReturn(json(200, "").withBody("{\"id\":" + id + "}")));

        assertThat(read(sync().get("{ path: \"" + path + "\" }"), key)).isInstanceOf(Present.class);
        assertThat(requests()).containsExactly("GET " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../docs", "a/../b", "a//b", "/a", "a/%2e%2E", "a?b", "a#b", "a\\b"})
    void a_raw_path_leads_nowhere_else(String key) {
        assertThat(read(sync().get("{ path: '/files/{key|raw}' }"), key)).isInstanceOf(Failed.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_raw_value_of_a_query_begins_no_other_parameter() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'id':'a+b'}")));
        YamlSync sync = sync().get("{ path: /c, query: { id: '{key|raw}' } }");

        assertThat(read(sync, "a+b")).isInstanceOf(Present.class);
        assertThat(read(sync, "a&all=true")).isInstanceOf(Failed.class);
        assertThat(requests()).containsExactly("GET /c?id=a+b");
    }

    @Test
    void a_number_alone_is_what_raw_makes_of_a_key_in_a_body() {
        server.stubFor(post("/c").willReturn(json(404, "{}")));
        YamlSync sync =
                sync().get("{ path: /c, body: { a: '{key|raw}', b: '{key}', c: 'x{key|raw}', d: '{key|json}' } }");

        assertThat(read(sync, "12")).isInstanceOf(Absent.class);
        assertThat(read(sync, "{\"$gt\":0}")).isInstanceOf(Absent.class);
        server.verify(postRequestedFor(anyUrl())
                .withRequestBody(equalToJson("{\"a\":12,\"b\":\"12\",\"c\":\"x12\",\"d\":\"\\\"12\\\"\"}")));
        server.verify(postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$[?(@.a == '{\"$gt\":0}')]")));
    }

    @Test
    void a_search_is_redirected_only_where_it_stays_one() {
        server.stubFor(post("/old").willReturn(json(308, "{}").withHeader("Location", "/new")));
        server.stubFor(post("/new").withRequestBody(equalTo("q=1")).willReturn(json(200, "{'id':'1'}")));
        server.stubFor(post("/older").willReturn(json(302, "{}").withHeader("Location", "/new")));

        assertThat(read(sync().host("links: path").get("{ path: /old, form: { q: '{key}' } }"), "1"))
                .isInstanceOf(Present.class);
        assertThat(read(sync().host("links: path").get("{ path: /older, form: { q: '{key}' } }"), "1"))
                .isInstanceOf(Failed.class);
    }

    @Test
    void an_app_setting_in_a_body_is_shown_in_no_message() {
        server.stubFor(post("/c").willReturn(json(400, "{'no': 'planted-secret'}")));
        YamlSync sync =
                sync().setting("TOKEN", "planted-secret").get("{ path: /c, body: { token: '${TOKEN}', id: '{key}' } }");

        assertThat(read(sync, "1").toString()).contains("***").doesNotContain("planted");
    }

    @Test
    void a_listing_that_ignores_its_body_is_told_from_one_that_ends() {
        server.stubFor(post("/search").willReturn(json(200, "{'value':[{'id':1},{'id':2}]}")));

        assertThatThrownBy(() -> listed(sync().list("{ path: /search, body: { page: '{page}' }, records: /value,"
                        + " paging: { type: page } }")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("ignore what the request says of the page");
    }

    @Test
    void a_request_names_its_run_where_it_belongs_to_one() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'id':'1','value':[{'id':1},{'id':2}]}")));
        String named = "query: { run: '{runId}' }, headers: { X-Run: 'run {runId}' }";
        YamlSync sync = sync().list("{ path: /cities, records: /value, paging: { type: none }, " + named + " }")
                .get("{ path: '/cities/{key}', " + named + " }")
                .writes("upsert: { path: '/docs/{id}', " + named + " }");
        Supplier<Object> work = () -> {
            assertThat(host(sync).get(List.of(key("1"), key("2")))).hasSize(2);
            write(sync, put("1"));
            return listed(sync);
        };

        CallRun.call(Optional.of("r1"), work);
        assertThat(requests())
                .hasSize(4)
                .allSatisfy(request -> assertThat(request).endsWith("?run=r1"));
        server.verify(4, anyRequestedFor(anyUrl()).withHeader("X-Run", equalTo("run r1")));

        server.resetRequests();
        CallRun.call(Optional.empty(), work);
        assertThat(requests()).hasSize(4).noneMatch(request -> request.contains("run"));
        server.verify(4, anyRequestedFor(anyUrl()).withHeader("X-Run", absent()));
    }

    @Test
    void ids_are_looked_up_by_a_search_too() {
        server.stubFor(post("/_search")
                .withRequestBody(equalToJson("{\"term\":{\"externalId\":\"k\"}}"))
                .willReturn(json(200, "{'hits':[{'_source':{'objectId':'o1'}}]}")));
        YamlSync sync = sync().writes("create: { path: /docs, id: /objectId }")
                .target(
                        "assignsIds: true\n  update: { path: '/docs/{id}' }\n  find: { path: /_search,"
                                + " body: { term: { externalId: '{key}' } }, records: /hits, record: /_source, id: /objectId }");

        assertThat(target(stores(), sync.build()).find(new RecordKey("k"))).contains("o1");
    }
}
