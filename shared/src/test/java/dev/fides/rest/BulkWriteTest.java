package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.fides.config.service.BulkFormat;
import dev.fides.model.PermanentException;
import dev.fides.resilience.CircuitState;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetWrite;
import dev.fides.target.TargetWrite.Expectation;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Confirmed;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unavailable;
import dev.fides.target.WriteResult.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkWriteTest extends RestTest {

    @Test
    void writes_travel_in_one_request_made_and_understood_by_the_templates() {
        Definitions definition = bulk().templates(
                        "{'writes':[for (.) {'do':.op,'k':.key,'i':.id,'d':.document}]}".replace('\'', '"'),
                        "[for (.body.items) {'key':.k,'status':.s,'error':.e}]".replace('\'', '"'));
        items("{'k':'b','s':204},{'k':'a','s':201},{'k':'c','s':422,'e':{'why':'bad'}}");
        List<WriteResult> results = target(definition).write(List.of(put("a"), delete("b"), put("c")));
        assertThat(results.get(0)).isEqualTo(new Confirmed(Optional.empty()));
        assertThat(results.get(1)).isEqualTo(new Confirmed(Optional.empty()));
        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message()).contains("POST /_bulk", "key c", "status 422", "bad"));
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/_bulk"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(
                                equalTo("{'writes':[{'do':'upsert','k':'a','i':'a','d':{'id':'a'}},".replace('\'', '"')
                                        + "{'do':'delete','k':'b','i':'b','d':null},".replace('\'', '"')
                                        + "{'do':'upsert','k':'c','i':'c','d':{'id':'c'}}]}".replace('\'', '"'))));
    }

    @Test
    void lines_are_sent_and_understood_as_ndjson() {
        Definitions definition = definition()
                .bulk(BulkFormat.NDJSON, 10, 10_000)
                .templates(
                        "flatten([for (.) [{'index':{},'_id':.id}, .document]])".replace('\'', '"'),
                        "[for (.body) {'key':.k,'status':.s}]".replace('\'', '"'));
        server.stubFor(post("/_bulk")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/x-ndjson; charset=utf-8")
                        .withBody("{\"k\":\"a\",\"s\":200}\n{\"k\":\"b\",\"s\":201}\n")));
        assertThat(target(definition).write(List.of(put("a"), put("b")))).hasOnlyElementsOfType(Confirmed.class);
        server.verify(postRequestedFor(urlEqualTo("/_bulk"))
                .withHeader("Content-Type", equalTo("application/x-ndjson"))
                .withRequestBody(equalTo("{'index':{},'_id':'a'}\n{'id':'a'}\n{'index':{},'_id':'b'}\n{'id':'b'}\n"
                        .replace('\'', '"'))));
    }

    @Test
    void items_are_classified_like_single_answers() {
        items("{'key':'a','status':200},{'key':'b','status':429},{'key':'c','status':500},{'key':'d','status':404}");
        assertThat(target(bulk()).write(List.of(put("a"), put("b"), put("c"), delete("d"))))
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Confirmed", "Unavailable", "Unknown", "Confirmed");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_write_that_the_answer_does_not_name_or_names_twice_or_without_a_status_is_unknown() {
        items(
                "{'key':'a','status':200},{'key':'b','status':200},{'key':'b','status':400},{'key':'c'},{'key':'x','status':200}");
        assertThat(target(bulk()).write(List.of(put("a"), put("b"), put("c"), put("d"))))
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Confirmed", "Unknown", "Unknown", "Unknown");
    }

    @Test
    void an_answer_that_cannot_be_understood_makes_every_write_unknown() {
        for (String body : List.of("<html>", "{'items':{}}", "", "{'items':'x'}")) {
            server.stubFor(post("/_bulk").willReturn(json(200, body)));
            assertThat(target(bulk()).write(List.of(put("a"), put("b")))).hasOnlyElementsOfType(Unknown.class);
        }
    }

    @Test
    void conversions_are_done_one_by_one() {
        items("{'key':'a','status':409},{'key':'b','status':404},{'key':'c','status':201}");
        server.stubFor(patch(urlEqualTo("/docs/a")).willReturn(json(200, "")));
        server.stubFor(post("/docs").willReturn(json(201, "")));
        List<TargetWrite> writes = List.of(put("a"), put("b", Expectation.EXISTS), put("c"));
        assertThat(target(bulk().createAndUpdate()).write(writes)).hasOnlyElementsOfType(Confirmed.class);
        assertThat(requests()).containsExactly("POST /_bulk", "PATCH /docs/a", "POST /docs");
    }

    @Test
    void given_ids_come_from_the_items_or_are_looked_up() {
        items("{'key':'a','status':201,'id':7},{'key':'b','status':201}");
        server.stubFor(get("/docs?externalId=b").willReturn(json(200, "{'results':[{'objectId':'o2'}]}")));
        List<TargetWrite> writes =
                List.of(putWithoutId("a", Expectation.ABSENT), putWithoutId("b", Expectation.ABSENT));
        assertThat(target(bulk().assignsIds(Optional.empty())).write(writes))
                .containsExactly(new Confirmed(Optional.of("7")), new Confirmed(Optional.of("o2")));
    }

    @Test
    void throttled_items_put_off_themselves_and_neither_open_nor_slow_the_circuit() {
        items("{'key':'a','status':200},{'key':'b','status':429},{'key':'c','status':429},{'key':'d','status':429}");
        RestStores stores = stores();
        TargetStore target = target(stores, bulk().window(4).build());
        for (int i = 0; i < 30; i++) {
            assertThat(target.write(puts("abcd")))
                    .extracting(result -> result.getClass().getSimpleName())
                    .containsExactly("Confirmed", "Unavailable", "Unavailable", "Unavailable");
        }
        assertThat(requests()).hasSize(30);
        assertThat(stores.circuit(new ConnectionId("cities", Side.TARGET))
                        .orElseThrow()
                        .status())
                .isEqualTo(CircuitState.Status.CLOSED);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void a_request_refused_whole_is_halved_until_the_culprit_is_alone() {
        server.stubFor(post("/_bulk").willReturn(json(200, everything("abcdefgh"))));
        server.stubFor(
                post("/_bulk").withRequestBody(containing("\"key\":\"f\"")).willReturn(json(400, "bad f")));
        List<WriteResult> results = target(bulk()).write(puts("abcdefgh"));
        for (int i = 0; i < 8; i++) {
            assertThat(results.get(i)).isInstanceOf(i == 5 ? Refused.class : Confirmed.class);
        }
        assertThat(requests()).hasSize(7);
    }

    @Test
    void a_request_that_is_too_large_for_the_target_is_halved() {
        server.stubFor(post("/_bulk").willReturn(json(200, everything("abcd"))));
        server.stubFor(post("/_bulk")
                .withRequestBody(containing("\"key\":\"b\""))
                .withRequestBody(containing("\"key\":\"c\""))
                .willReturn(json(413, "")));
        assertThat(target(bulk()).write(puts("abcd"))).hasSize(4).hasOnlyElementsOfType(Confirmed.class);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void numbers_and_sizes_are_kept_and_what_is_too_large_alone_is_written_singly() {
        server.stubFor(post("/_bulk").willReturn(json(200, everything("abcdefgh"))));
        server.stubFor(any(urlEqualTo("/docs/big")).willReturn(json(200, "")));
        assertThat(target(definition().bulk(BulkFormat.JSON, 3, 10_000)).write(puts("abcdefgh")))
                .hasOnlyElementsOfType(Confirmed.class);
        assertThat(requests()).hasSize(3);
        server.resetRequests();
        TargetWrite big = new TargetWrite.Put(
                key("big"), Optional.of("big"), document("{'t':'" + "x".repeat(500) + "'}"), Expectation.ABSENT, "i");
        assertThat(target(definition().bulk(BulkFormat.JSON, 10, 200))
                        .write(List.of(put("a"), big, put("b"), put("c"))))
                .hasOnlyElementsOfType(Confirmed.class);
        assertThat(server.getAllServeEvents())
                .filteredOn(event -> event.getRequest().getUrl().equals("/_bulk"))
                .allSatisfy(
                        event -> assertThat(event.getRequest().getBody().length).isLessThanOrEqualTo(200));
    }

    @Test
    void an_outage_is_told_for_every_write_without_halving() {
        server.stubFor(post("/_bulk").willReturn(json(503, "").withHeader("Retry-After", "60")));
        assertThat(target(bulk().attempts(3)).write(puts("abc")))
                .hasSize(3)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                unavailable ->
                                        assertThat(unavailable.retryAfter()).contains(Duration.ofMinutes(1))));
        assertThat(requests()).hasSize(1);
        server.resetAll();
        server.stubFor(post("/_bulk").willReturn(json(200, "").withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(target(bulk().attempts(3)).write(puts("abc"))).hasOnlyElementsOfType(Unknown.class);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void creates_of_a_target_that_gives_ids_are_not_repeated_in_doubt() {
        server.stubFor(post("/_bulk").willReturn(json(500, "")));
        List<TargetWrite> writes =
                List.of(putWithoutId("a", Expectation.ABSENT), putWithoutId("b", Expectation.ABSENT));
        assertThat(target(bulk().assignsIds(Optional.of("Idempotency-Key")).attempts(3))
                        .write(writes))
                .hasOnlyElementsOfType(Unknown.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_document_the_request_template_cannot_take_is_refused_alone() {
        server.stubFor(any(anyUrl()).willReturn(json(200, everything("abc"))));
        Definitions definition = bulk().templates("[for (.) if (.key == \"b\") error(\"no b\") else .]", ".body.items");
        assertThat(target(definition).write(puts("abc")))
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Confirmed", "Refused", "Confirmed");
    }

    @Test
    void a_template_that_is_wrong_is_told_when_the_store_is_made() {
        assertThatThrownBy(() -> target(bulk().templates("{", ".")))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("request.jslt");
    }

    private static Definitions bulk() {
        return definition().bulk(BulkFormat.JSON, 100, 100_000);
    }

    private static List<TargetWrite> puts(String keys) {
        return keys.chars()
                .<TargetWrite>mapToObj(c -> put(String.valueOf((char) c)))
                .toList();
    }

    private static String everything(String keys) {
        return "{'items':["
                + String.join(
                        ",",
                        keys.chars()
                                .mapToObj(c -> "{'key':'" + (char) c + "','status':200}")
                                .toList())
                + "]}";
    }

    private static void items(String items) {
        server.stubFor(post("/_bulk").willReturn(json(200, "{'items':[" + items + "]}")));
    }
}
