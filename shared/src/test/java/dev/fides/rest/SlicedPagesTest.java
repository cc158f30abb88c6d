package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fides.host.HostPage;
import dev.fides.host.HostStore;
import dev.fides.host.InvalidRecord;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A listing in slices, request by request. */
class SlicedPagesTest extends RestTest {

    private static final String BY_TOKEN = "paging: { type: cursor, parameter: after, pointer: /next }";
    private static final String TWO_PARTS = "slices: [{ query: { part: a } }, { query: { part: b } }]";

    private HostStore host(String list) {
        return host(
                stores(),
                new YamlSync("http://127.0.0.1:" + server.port()).list(list).build());
    }

    private HostStore inTwoParts() {
        return host("{ path: /cities, records: /value, total: /count, " + BY_TOKEN + ", " + TWO_PARTS + " }");
    }

    private static List<String> keys(HostPage page) {
        return page.records().stream().map(record -> record.key().value()).toList();
    }

    private static List<HostPage> pages(HostStore host) {
        List<HostPage> pages = new ArrayList<>(List.of(host.list(Optional.empty())));
        while (pages.get(pages.size() - 1).next().isPresent()) {
            pages.add(host.list(pages.get(pages.size() - 1).next()));
        }
        return pages;
    }

    private static void part(String part, String after, String body) {
        server.stubFor(get(urlPathEqualTo("/cities"))
                .withQueryParam("part", equalTo(part))
                .withQueryParam("after", after.isEmpty() ? absent() : equalTo(after))
                .willReturn(json(200, body)));
    }

    @Test
    void a_page_is_one_of_each_slice_and_the_last_page_that_of_the_longest() {
        part("a", "", "{'value':[{'id':1},{'id':2}],'count':3,'next':'x'}");
        part("a", "x", "{'value':[{'id':3}],'count':3}");
        part("b", "", "{'value':[{'id':4},{'no':1}],'count':2}");

        List<HostPage> pages = pages(inTwoParts());

        assertThat(pages).hasSize(2);
        assertThat(keys(pages.get(0))).containsExactly("1", "2", "4");
        assertThat(pages.get(0).parts()).containsExactly(0, 0, 1);
        assertThat(pages.get(0).invalid()).extracting(InvalidRecord::place).containsExactly(4);
        assertThat(pages.get(0).total()).as("not known yet").isEmpty();
        assertThat(keys(pages.get(1))).containsExactly("3");
        assertThat(pages.get(1).total()).hasValue(5);
        assertThat(requests())
                .containsExactlyInAnyOrder("GET /cities?part=a", "GET /cities?part=b", "GET /cities?part=a&after=x");
    }

    @Test
    void a_slice_says_what_differs_from_the_others_wherever_a_request_says_something() {
        server.stubFor(post(urlPathEqualTo("/south"))
                .withQueryParam("q", equalTo("1"))
                .withHeader("X-Part", equalTo("s"))
                .withRequestBody(equalToJson("{\"kind\":\"city\",\"slice\":{\"max\":2,\"id\":1},\"size\":5}"))
                .willReturn(json(200, "{'value':[{'id':'s'}]}")));
        server.stubFor(post(urlPathEqualTo("/north"))
                .withQueryParam("q", equalTo("1"))
                .withQueryParam("more", equalTo("y"))
                .withHeader("X-Part", equalTo("all"))
                .withRequestBody(equalToJson("{\"kind\":\"city\",\"slice\":{\"max\":2,\"id\":0},\"size\":5}"))
                .willReturn(json(200, "{'value':[{'id':'n'}]}")));

        HostStore host = host("{ path: /north, query: { q: 1 }, headers: { X-Part: all }, records: /value,"
                + " body: { kind: city, slice: { max: 2 }, size: '{size}' },"
                + " paging: { type: cursor, parameter: after, pointer: /next, size: 5 },"
                + " slices: [{ query: { more: y }, body: { slice: { id: 0 } } },"
                + " { path: /south, headers: { x-part: s }, body: { slice: { id: 1 } } }] }");

        assertThat(keys(host.list(Optional.empty()))).containsExactly("n", "s");
    }

    @Test
    void a_slice_may_differ_in_its_form() {
        server.stubFor(post(urlPathEqualTo("/cities"))
                .withFormParam("kind", equalTo("city"))
                .withFormParam("part", equalTo("a"))
                .willReturn(json(200, "{'value':[{'id':1}]}")));
        server.stubFor(post(urlPathEqualTo("/cities"))
                .withFormParam("kind", equalTo("town"))
                .withFormParam("part", equalTo("b"))
                .willReturn(json(200, "{'value':[{'id':2}]}")));

        assertThat(keys(host("{ path: /cities, form: { kind: city }, records: /value, paging: { type: none },"
                                + " slices: [{ form: { part: a } }, { form: { part: b, kind: town } }] }")
                        .list(Optional.empty())))
                .containsExactly("1", "2");
    }

    @Test
    void slices_are_asked_for_side_by_side() throws IOException {
        CyclicBarrier together = new CyclicBarrier(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        HttpServer meeting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        meeting.setExecutor(threads);
        meeting.createContext("/", exchange -> {
            int status = 200;
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                status = 400;
            }
            byte[] body = "{\"value\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        meeting.start();
        try {
            HostStore host = host(
                    stores(),
                    new YamlSync("http://127.0.0.1:" + meeting.getAddress().getPort())
                            .list("{ path: /, records: /value, paging: { type: none },"
                                    + " slices: [{ path: /1 }, { path: /2 }, { path: /3 }] }")
                            .build());

            assertThat(host.list(Optional.empty()).size()).isZero();
        } finally {
            meeting.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void a_slice_without_an_answer_leaves_no_page_and_is_named() {
        part("a", "", "{'value':[{'id':1}],'next':'x'}");
        server.stubFor(get("/cities?part=b").willReturn(json(503, "{}").withHeader("Retry-After", "7")));

        assertThatThrownBy(() -> inTwoParts().list(Optional.empty()))
                .isInstanceOfSatisfying(
                        RetryableException.class,
                        e -> assertThat(e.retryAfter().orElseThrow()).hasSeconds(7))
                .hasMessageContaining("slice 2 of the listing", "status 503");
    }

    @Test
    void a_slice_that_fails_breaks_off_no_request_of_another_one_which_would_count_against_the_host() {
        server.stubFor(get("/cities?part=a").willReturn(json(400, "{}")));
        server.stubFor(
                get("/cities?part=b").willReturn(json(200, "{'value':[]}").withFixedDelay(100)));
        HostStore host = host(
                stores(),
                new YamlSync("http://127.0.0.1:" + server.port())
                        .list("{ path: /cities, records: /value, " + BY_TOKEN + ", " + TWO_PARTS + " }")
                        .hostResilience("{ attempts: 1, circuit: { window: 2, failureRate: 50 } }")
                        .build());

        for (int times = 0; times < 5; times++) {
            assertThatThrownBy(() -> host.list(Optional.empty()))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("slice 1 of the listing", "status 400");
        }
    }

    @Test
    void a_slice_that_goes_round_is_noticed_whatever_the_others_do() {
        part("a", "", "{'value':[{'id':1}],'next':'x'}");
        part("a", "x", "{'value':[{'id':2}],'next':'y'}");
        part("a", "y", "{'value':[{'id':3}],'next':'x'}");
        part("b", "", "{'value':[{'id':4}]}");

        assertThatThrownBy(() -> pages(inTwoParts()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("slice 1 of the listing")
                .hasMessageContaining("repeats itself");
    }

    @Test
    void what_a_slice_lists_beyond_its_total_makes_up_for_nothing_that_another_one_lacks() {
        part("a", "", "{'value':[{'id':1},{'id':2},{'id':3}],'count':2}");
        part("b", "", "{'value':[{'id':4}],'count':2}");

        HostPage page = inTwoParts().list(Optional.empty());

        assertThat(page.size()).isEqualTo(4);
        assertThat(page.total()).hasValue(5);
    }

    @Test
    void a_cursor_of_other_slices_is_refused() {
        part("a", "", "{'value':[{'id':1}],'next':'x'}");
        part("b", "", "{'value':[{'id':2}]}");
        Optional<String> cursor = inTwoParts().list(Optional.empty()).next();
        HostStore three = host("{ path: /cities, records: /value, " + BY_TOKEN + ", "
                + TWO_PARTS.replace("]", ", { query: { part: c } }]") + " }");

        assertThatThrownBy(() -> three.list(cursor))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("expected a cursor of 3 slices (list.slices), found one of 2");
        assertThatThrownBy(() -> three.list(Optional.of("1.1.a.:x")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("found none");
    }

    @Test
    void settings_of_a_slice_stand_in_no_cursor() {
        part("planted-secret", "", "{'value':[{'id':1}],'next':'/cities?part=planted-secret&at=2'}");
        part("b", "", "{'value':[{'id':2}]}");
        HostStore host = host(
                stores(),
                new YamlSync("http://127.0.0.1:" + server.port())
                        .setting("PART", "planted-secret")
                        .list("{ path: /cities, records: /value, paging: { type: nextLink, pointer: /next },"
                                + " slices: [{ query: { part: '${PART}' } }, { query: { part: b } }] }")
                        .build());

        assertThat(host.list(Optional.empty()).next().orElseThrow())
                .doesNotContain("planted-secret")
                .contains("<0>");
    }
}
