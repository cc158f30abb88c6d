package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.bounds.ExpendableThreads;
import dev.fides.host.HostReading;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Confirmed;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unavailable;
import dev.fides.target.WriteResult.Unknown;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Templates of requests that come to no end for one document: it alone has to do without. */
class EndlessTemplateTest extends RestTest {

    /** Ends where it calls a function, long after everybody has gone home. */
    private static final String LONG = "def long(n) if ($n > 0) long($n - 1) + long(number($n) - 1) else 1 ";

    /** Long enough for a good document on a busy machine. */
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final ExpendableThreads threads = new ExpendableThreads(
            ExpendableThreads.daemons("template-of-a-test-"),
            LIMIT,
            Clock.systemUTC(),
            ExpendableThreads.Listener.NOBODY);

    private YamlSync sync() {
        return new YamlSync("http://127.0.0.1:" + server.port());
    }

    private RestStores limited() {
        return stores(
                scope -> {
                    throw new IllegalStateException("no managed identity here");
                },
                threads);
    }

    private List<WriteResult> write(YamlSync sync, String... ids) {
        return target(limited(), sync.build())
                .write(Arrays.stream(ids)
                        .map(RestTest::put)
                        .map(put -> (TargetWrite) put)
                        .toList());
    }

    private static void assertRefused(WriteResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("the request template", "took longer than PT0.5S"));
    }

    @Test
    void the_request_of_a_single_write_is_not_made_and_others_are_sent() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "")));
        YamlSync sync = sync().writes("upsert: { path: '/docs/{id}', request: up.jslt }")
                .file("up.jslt", LONG + "{ \"id\": if (.[0].key == \"bad\") long(200) else .[0].id }");

        List<WriteResult> results = write(sync, "a", "bad", "c");

        assertThat(results.get(0)).isInstanceOf(Confirmed.class);
        assertRefused(results.get(1));
        assertThat(results.get(2)).isInstanceOf(Confirmed.class);
        assertThat(requests()).containsExactlyInAnyOrder("PUT /docs/a", "PUT /docs/c");
    }

    @Test
    void a_batch_with_such_a_write_travels_without_it() {
        server.stubFor(any(urlEqualTo("/bulk")).willReturn(json(200, "")));
        YamlSync sync = sync().target("bulk: { path: /bulk, request: bulk.jslt, response: said.jslt }")
                .file("bulk.jslt", LONG + "[for (.) { \"id\": if (.key == \"bad\") long(200) else .id }]")
                .file("said.jslt", "[for (.writes) { \"key\": .key, \"status\": 200 }]");

        List<WriteResult> results = write(sync, "a", "bad", "c");

        assertThat(results.get(0)).isInstanceOf(Confirmed.class);
        assertRefused(results.get(1));
        assertThat(results.get(2)).isInstanceOf(Confirmed.class);
        assertThat(requests()).containsExactly("POST /bulk", "POST /bulk");
        assertThat(threads.lost()).isEmpty();
    }

    @Test
    void a_batch_of_such_writes_gives_up_the_rest_for_now_after_five() {
        YamlSync sync = sync().target("bulk: { path: /bulk, request: bulk.jslt, response: said.jslt }")
                .file("bulk.jslt", LONG + "[for (.) { \"id\": long(200) }]")
                .file("said.jslt", "[]");

        List<WriteResult> results = write(sync, "a", "b", "c", "d", "e", "f", "g");

        assertThat(results.subList(0, 5)).allSatisfy(EndlessTemplateTest::assertRefused);
        assertThat(results.subList(5, 7)).hasOnlyElementsOfType(Unavailable.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void an_answer_that_cannot_be_understood_in_time_confirms_nothing() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{}")));
        YamlSync sync = sync().writes("upsert: { path: '/docs/{id}', response: said.jslt }")
                .file("said.jslt", LONG + "{ \"status\": long(200) }");

        assertThat(write(sync, "a"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.message()).contains("the response template took longer than"));
    }

    @Test
    void a_condition_for_absence_that_is_not_found_out_in_time_says_nothing() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'id':'a'}")));
        YamlSync sync = sync().get("{ path: '/cities/{key}', absent: { condition: '" + LONG + " long(200) == 1' } }");

        HostReading reading =
                host(limited(), sync.build()).get(List.of(key("a"))).get(key("a"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        HostReading.Failed.class,
                        failed -> assertThat(failed.error()).hasMessageContaining("the condition took longer than"));
    }

    @Test
    void a_listed_document_whose_key_is_not_made_in_time_is_the_only_one_that_nobody_knows() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{'items':[{'id':'a'},{'id':'bad'},{'id':'c'}]}")));
        YamlSync sync = sync().target(
                        "list: { path: /docs, records: /items, key: key.jslt, id: /id," + " paging: { type: none } }")
                .file("key.jslt", LONG + "if (.id == \"bad\") long(200) else .id");

        TargetPage page = target(limited(), sync.build()).list(Optional.empty());

        assertThat(page.documents())
                .extracting(document -> document.key().value())
                .containsExactly("a", "c");
        assertThat(page.invalid())
                .singleElement()
                .satisfies(odd -> assertThat(odd.reason()).contains("took longer than PT0.5S"));
    }
}
