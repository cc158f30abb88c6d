package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.fides.config.service.Connection;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import dev.fides.host.HostPage;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest extends RestTest {

    private static final Optional<PageSize> TWO = Optional.of(new PageSize("size", 2));

    @Test
    void one_response_holds_everything() {
        server.stubFor(get("/cities?$orderby=id").willReturn(json(200, "{'count':2,'value':[{'id':1},{'id':'b'}]}")));
        HostPage page = host(definition()).list(Optional.empty());
        assertThat(page.records()).extracting(record -> record.key().value()).containsExactly("1", "b");
        assertThat(page.next()).isEmpty();
        assertThat(page.total()).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void a_relative_link_in_the_body_is_followed() {
        listing(without("page"), "{'value':[{'id':1}],'next':'?page=2&$filter=a b'}");
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("page", equalTo("2"))
                .withQueryParam("$filter", equalTo("a b"))
                .willReturn(json(200, "{'value':[{'id':2}],'next':'/other/path'}")));
        server.stubFor(get("/other/path").willReturn(json(200, "{'value':[{'id':3}],'next':null}")));
        assertThat(keysOf(nextLink())).containsExactly("1", "2", "3");
    }

    @Test
    void an_absolute_link_in_the_body_is_followed() {
        listing(
                without("page"),
                "{'value':[{'id':1}],'next':'" + server.baseUrl().replace("localhost", "127.0.0.1")
                        + "/cities?page=2'}");
        listing(with("page", "2"), "{'value':[{'id':2}]}");
        assertThat(keysOf(nextLink())).containsExactly("1", "2");
    }

    @Test
    void a_page_without_the_member_that_leads_on_ends_the_listing_and_says_so() {
        listing(without("page"), "{'value':[{'id':1}]}");
        assertThat(host(nextLink()).list(Optional.empty()).oddEnd().orElseThrow())
                .contains("expected the next page at \"/next\"", "no such member");

        listing(without("page"), "{'value':[{'id':1}],'next':null}");
        assertThat(host(nextLink()).list(Optional.empty()).oddEnd()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/cities",
                "//evil.example/cities",
                "https://127.0.0.1/cities",
                "http://127.0.0.1:1/cities",
                "http://127.0.0.1@evil.example/",
                "file:///etc/passwd"
            })
    void a_link_to_another_origin_is_refused(String link) {
        listing(without("page"), "{'value':[{'id':1}],'next':'" + link + "'}");
        assertThatThrownBy(() -> host(nextLink()).list(Optional.empty()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("another service");
    }

    @Test
    void a_link_to_another_origin_says_what_the_definition_can_say() {
        listing(without("page"), "{'value':[{'id':1}],'next':'http://inner:8080/cities?page=2'}");
        assertThatThrownBy(() -> host(nextLink()).list(Optional.empty()))
                .hasMessageContaining("leads to another service, http://inner:8080")
                .hasMessageContaining("links: path")
                .hasMessageContaining("links: { rewrite: { from, to } }");
    }

    @Test
    void of_a_link_to_another_origin_path_and_query_are_taken_where_the_definition_says_so() {
        listing(without("page"), "{'value':[{'id':1}],'next':'http://inner:8080/cities?page=2'}");
        listing(with("page", "2"), "{'value':[{'id':2}]}");
        assertThat(keysOf(nextLink().links(new Connection.Links.PathOnly()))).containsExactly("1", "2");
    }

    @Test
    void a_link_is_rewritten_where_the_definition_says_so_and_no_other() {
        Connection.Links rewrite = new Connection.Links.Rewrite(
                URI.create("http://inner:8080/api"), URI.create(server.baseUrl().replace("localhost", "127.0.0.1")));
        listing(without("page"), "{'value':[{'id':1}],'next':'http://inner:8080/api/cities?page=2'}");
        listing(with("page", "2"), "{'value':[{'id':2}],'next':'?page=3'}");
        listing(with("page", "3"), "{'value':[{'id':3}],'next':'http://inner:8080/apis/cities?page=4'}");
        Definitions definition = nextLink().links(rewrite);
        assertThatThrownBy(() -> keysOf(definition)).hasMessageContaining("leads to another service");
        assertThat(requests()).hasSize(3);
    }

    @Test
    void a_redirect_of_a_read_is_followed_where_the_definition_says_so() {
        listing(without("page"), "{}");
        server.stubFor(get(urlPathEqualTo("/cities"))
                .willReturn(WireMock.aResponse()
                        .withStatus(301)
                        .withHeader("Location", "http://inner:8080/v2/cities?all=true")));
        server.stubFor(get("/v2/cities?all=true").willReturn(json(200, "{'value':[{'id':1}]}")));
        assertThat(keysOf(definition().links(new Connection.Links.PathOnly()))).containsExactly("1");
        assertThatThrownBy(() -> keysOf(definition()))
                .hasMessageContaining("status 301, a redirect to http://inner:8080/v2/cities")
                .hasMessageContaining("links: path or links.rewrite");
    }

    @Test
    void a_redirect_that_leads_nowhere_else_is_an_error() {
        server.stubFor(get(urlPathEqualTo("/cities"))
                .willReturn(WireMock.aResponse()
                        .withStatus(308)
                        .withHeader("Location", "https://127.0.0.1/cities?$orderby=id")));
        assertThatThrownBy(() -> keysOf(definition().links(new Connection.Links.PathOnly())))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("the same address; mend baseUrl, such as to https");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void redirects_do_not_go_on_for_ever() {
        for (int i = 0; i < 9; i++) {
            server.stubFor(get(i == 0 ? urlPathEqualTo("/cities") : urlPathEqualTo("/r" + i))
                    .willReturn(WireMock.aResponse().withStatus(302).withHeader("Location", "/r" + (i + 1))));
        }
        assertThatThrownBy(() -> keysOf(definition().links(new Connection.Links.PathOnly())))
                .hasMessageContaining("one more redirect");
        assertThat(requests()).hasSize(6);
    }

    @Test
    void a_cursor_that_was_tampered_with_leads_to_no_other_origin() {
        assertThatThrownBy(() -> host(nextLink()).list(Optional.of("1.2.abc:@evil.example/")))
                .isInstanceOf(PermanentException.class);
        assertThatThrownBy(() -> host(nextLink()).list(Optional.of("http://evil.example/")))
                .isInstanceOf(PermanentException.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void the_link_header_with_the_relation_next_is_followed() {
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("page", WireMock.absent())
                .willReturn(json(200, "{'value':[{'id':1}]}")
                        .withHeader(
                                "Link",
                                "</cities?page=1>; rel=\"prev\", </cities?page=2,x>; title=\"a\"; rel=\"last next\"")));
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("page", equalTo("2,x"))
                .willReturn(json(200, "{'value':[{'id':2}]}").withHeader("Link", "</cities?page=1>; rel=prev")));
        assertThat(keysOf(definition().paging(new Paging.LinkHeader()))).containsExactly("1", "2");
    }

    @Test
    void numbered_pages_end_with_an_empty_one() {
        listing(with("p", "1"), "{'value':[{'id':1},{'id':2}]}");
        listing(with("p", "2"), "{'value':[{'id':3}]}");
        listing(with("p", "3"), "{'value':[]}");
        assertThat(keysOf(definition().paging(new Paging.Page("p", 1, TWO)))).containsExactly("1", "2", "3");
        assertThat(requests()).last().asString().contains("p=3").contains("size=2");
    }

    @Test
    void a_short_numbered_page_is_the_last_when_the_total_agrees() {
        listing(with("p", "0"), "{'count':3,'value':[{'id':1},{'id':2}]}");
        listing(with("p", "1"), "{'count':3,'value':[{'id':3}]}");
        assertThat(keysOf(definition().paging(new Paging.Page("p", 0, TWO)))).containsExactly("1", "2", "3");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void offsets_advance_by_what_came_even_when_the_service_cuts_pages_shorter_than_asked() {
        listing(with("skip", "0"), "{'count':3,'value':[{'id':1}]}");
        listing(with("skip", "1"), "{'count':3,'value':[{'id':2}]}");
        listing(with("skip", "2"), "{'count':3,'value':[{'id':3}]}");
        assertThat(keysOf(definition().paging(new Paging.Offset("skip", TWO)))).containsExactly("1", "2", "3");
    }

    @Test
    void a_token_in_the_body_is_sent_back_exactly() {
        listing(without("after"), "{'value':[{'id':1}],'token':'a+b/c=&d'}");
        listing(with("after", "a+b/c=&d"), "{'value':[],'token':17}");
        listing(with("after", "17"), "{'value':[{'id':2}],'token':''}");
        assertThat(keysOf(definition().paging(new Paging.Cursor("after", Definitions.pointer("/token"), TWO))))
                .containsExactly("1", "2");
    }

    @Test
    void pages_start_after_the_last_key() {
        listing(without("from"), "{'value':[{'id':'a'},{'id':'b c'}]}");
        listing(with("from", "b c"), "{'value':[{'id':'d'},{'nokey':1}]}");
        listing(with("from", "d"), "{'value':[]}");
        assertThat(keysOf(definition().paging(new Paging.LastKey("from", TWO, false))))
                .containsExactly("a", "b c", "d");
    }

    @Test
    void pages_that_start_at_the_last_key_do_not_repeat_it() {
        listing(without("from"), "{'value':[{'id':'a'},{'id':'b'}]}");
        listing(with("from", "b"), "{'value':[{'id':'b'},{'id':'c'}]}");
        listing(with("from", "c"), "{'value':[{'id':'c'}]}");
        assertThat(keysOf(definition().paging(new Paging.LastKey("from", TWO, true))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void a_listing_that_goes_round_in_circles_is_noticed_whatever_their_length() {
        listing(without("after"), "{'value':[{'id':1}],'token':'a'}");
        listing(with("after", "a"), "{'value':[{'id':2}],'token':'b'}");
        listing(with("after", "b"), "{'value':[{'id':3}],'token':'c'}");
        listing(with("after", "c"), "{'value':[{'id':4}],'token':'a'}");
        Definitions definition = definition().paging(new Paging.Cursor("after", Definitions.pointer("/token"), TWO));
        assertThatThrownBy(() -> keysOf(definition))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("repeats itself");
        assertThat(requests()).hasSizeLessThan(12);
    }

    @Test
    void keys_are_exact_text_and_anything_else_is_an_invalid_record() {
        listing(
                without("x"),
                "{'value':[{'id':123456789012345678901234567890},{'id':' A '},{'id':1.0},{'id':null},{},"
                        + "{'id':true},{'id':{}},{'id':''},{'id':' A '},{'id':'\\ud800'},7]}");
        HostPage page = host(definition()).list(Optional.empty());
        assertThat(page.records())
                .extracting(record -> record.key().value())
                .containsExactly("123456789012345678901234567890", " A ", " A ");
        assertThat(page.invalid()).hasSize(8);
        assertThat(page.invalid().get(0).place()).isEqualTo(3);
        assertThat(page.invalid().get(0).reason())
                .isEqualTo("expected a string or an integer at \"/id\", found number 1.0");
        assertThat(page.invalid().get(0).excerpt()).isEqualTo("{\"id\":1.0}");
        assertThat(page.size()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {'value':{}}            | expected an array",
                "200 | {'values':[]}           | expected an array",
                "204 | {'value':[]}            | status 204",
                "202 | {'value':[]}            | status 202",
                "206 | {'value':[]}            | status 206",
                "302 | {'value':[]}            | status 302",
                "400 | {'value':[]}            | status 400",
                "404 | {'value':[]}            | status 404"
            })
    void a_broken_page_is_a_permanent_fault_asked_for_once(int status, String body, String message) {
        server.stubFor(any(anyUrl()).willReturn(json(status, body).withHeader("Location", "http://evil.example/")));
        assertThatThrownBy(() -> host(definition().attempts(3)).list(Optional.empty()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("GET /cities?$orderby=id")
                .hasMessageContaining(message)
                .hasMessageContaining("cities/host");
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500,3", "502,3", "503,3", "429,3", "408,3", "401,3", "403,3"})
    void a_transient_status_is_tried_as_often_as_configured_and_no_more(int status, int calls) {
        server.stubFor(any(anyUrl()).willReturn(json(status, "{'value':[]}")));
        assertThatThrownBy(() -> host(definition().attempts(3)).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("status " + status);
        assertThat(requests()).hasSize(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{'value':[", "<html>", "{'value':[]} trailing", "{'value':[],'value':[]}"})
    void a_body_that_is_not_json_is_a_fault(String body) {
        server.stubFor(any(anyUrl()).willReturn(json(200, body)));
        assertThatThrownBy(() -> host(definition()).list(Optional.empty())).isInstanceOf(RetryableException.class);
    }

    @Test
    void where_the_structure_is_broken_the_page_and_the_byte_are_named() {
        listing(without("page"), "{'value':[{'id':1}],'next':'?page=2'}");
        listing(with("page", "2"), "{'value':[{'id':2}},{'id':3}]}");
        Optional<String> second = host(nextLink()).list(Optional.empty()).next();
        assertThatThrownBy(() -> host(nextLink()).list(second))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("page 2 of the listing")
                .hasMessageContaining("byte 18");
    }

    @Test
    void a_next_page_that_cannot_be_read_is_no_end_of_the_listing() {
        for (String next : List.of("'next':NaN", "'next':'a','next':'b'", "'next':'\\ud800'")) {
            listing(without("page"), "{'value':[{'id':1}]," + next + "}");
            assertThatThrownBy(() -> host(nextLink()).list(Optional.empty())).isInstanceOf(RetryableException.class);
        }
        listing(without("page"), "{'value':[{'id':1},{'id':2,'more':'x','odd':NaN}]}");
        HostPage page = host(definition().paging(new Paging.NextLink(Definitions.pointer("/value/1/more"))))
                .list(Optional.empty());
        assertThat(page.next().orElseThrow()).contains("/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECTION_RESET_BY_PEER",
                "EMPTY_RESPONSE",
                "MALFORMED_RESPONSE_CHUNK",
                "RANDOM_DATA_THEN_CLOSE"
            })
    void a_broken_connection_is_tried_as_often_as_configured_and_no_more(String fault) {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'value':[]}").withFault(Fault.valueOf(fault))));
        assertThatThrownBy(() -> host(definition().attempts(2)).list(Optional.empty()))
                .isInstanceOf(RetryableException.class);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_given_up() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'value':[]}").withFixedDelay(20_000)));
        assertThatThrownBy(
                        () -> host(definition().timeout(Duration.ofMillis(200))).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("no answer within PT0.2S");
    }

    @Test
    void a_body_that_trickles_is_given_up() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'value':[]}").withChunkedDribbleDelay(5, 20_000)));
        assertThatThrownBy(
                        () -> host(definition().timeout(Duration.ofMillis(300))).list(Optional.empty()))
                .isInstanceOf(RetryableException.class);
    }

    @Test
    void an_answer_beyond_the_limit_is_refused() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'value':['" + "x".repeat((int) MAX_RESPONSE) + "']}")));
        assertThatThrownBy(() -> host(definition().attempts(3)).list(Optional.empty()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("too large");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_service_that_is_not_there_is_a_retryable_fault() {
        assertThatThrownBy(() -> host(new Definitions("http://127.0.0.1:1")).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("not sent");
    }

    @Test
    void an_open_circuit_sends_nothing_more() {
        server.stubFor(any(anyUrl()).willReturn(json(500, "")));
        var store = host(definition().attempts(2).window(4));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> store.list(Optional.empty())).isInstanceOf(RetryableException.class);
        }
        assertThat(requests()).hasSize(4);
    }

    private Definitions nextLink() {
        return definition().paging(new Paging.NextLink(Definitions.pointer("/next")));
    }

    /** Reads all pages, each with stores of its own, as other processes would. */
    private List<String> keysOf(Definitions definition) {
        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host(definition).list(cursor);
            page.records().forEach(record -> keys.add(record.key().value()));
            cursor = page.next();
        } while (cursor.isPresent());
        return keys;
    }

    private record Parameter(String name, Optional<String> value) {}

    private static Parameter with(String name, String value) {
        return new Parameter(name, Optional.of(value));
    }

    private static Parameter without(String name) {
        return new Parameter(name, Optional.empty());
    }

    private static void listing(Parameter parameter, String body) {
        MappingBuilder mapping = get(urlPathEqualTo("/cities"));
        mapping.withQueryParam(
                parameter.name(),
                parameter.value().isPresent() ? equalTo(parameter.value().get()) : WireMock.absent());
        server.stubFor(mapping.willReturn(json(200, body)));
    }
}
