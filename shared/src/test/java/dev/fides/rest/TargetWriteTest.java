package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.fides.model.PermanentException;
import dev.fides.resilience.CircuitState;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import dev.fides.target.InvalidDocument;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetWriteTest extends RestTest {

    @Test
    void an_upsert_sends_the_document_to_its_id() {
        server.stubFor(any(anyUrl()).willReturn(json(201, "")));
        assertThat(write(definition(), put("a b"))).isEqualTo(new Confirmed(Optional.empty()));
        server.verify(putRequestedFor(urlEqualTo("/docs/a%20b"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalTo("{\"id\":\"a b\"}")));
    }

    @ParameterizedTest
    @CsvSource({
        "200,Confirmed,1",
        "201,Confirmed,1",
        "204,Confirmed,1",
        "202,Unknown,1",
        "400,Refused,1",
        "404,Refused,1",
        "409,Refused,1",
        "412,Refused,1",
        "413,Refused,1",
        "422,Refused,1",
        "403,Refused,1",
        "405,Refused,1",
        "423,Refused,1",
        "451,Refused,1",
        "302,Refused,1",
        "308,Refused,1",
        "401,Unavailable,3",
        "407,Unavailable,3",
        "408,Unavailable,3",
        "421,Unavailable,3",
        "425,Unavailable,3",
        "429,Unavailable,3",
        "503,Unavailable,3",
        "501,Unavailable,3",
        "500,Unknown,3",
        "502,Unknown,3",
        "504,Unknown,3"
    })
    void every_status_has_its_meaning_and_its_number_of_requests(int status, String result, int calls) {
        server.stubFor(any(anyUrl()).willReturn(json(status, "'said so'").withHeader("Location", "/elsewhere")));
        WriteResult written = write(definition().attempts(3), put("a"));
        assertThat(written.getClass().getSimpleName()).isEqualTo(result);
        assertThat(requests()).hasSize(calls);
        if (!(written instanceof Confirmed)) {
            assertThat(written.toString()).contains("PUT /docs/a", "status " + status, "said so", "cities/target");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/html,<html><title>Sign in</title></html>",
        "text/html,Sign in",
        "application/json,' <!DOCTYPE html><html>Down for maintenance'",
        "text/plain,<!-- gateway --><HTML>"
    })
    void a_page_confirms_nothing_and_counts_against_the_service(String type, String body) {
        server.stubFor(any(anyUrl()).willReturn(json(200, body).withHeader("Content-Type", type)));
        for (TargetWrite write : List.of(put("a"), delete("a"))) {
            server.resetRequests();
            assertThat(write(definition().attempts(2), write))
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.message())
                                    .contains("/docs/a", "status 200", "a page for people", "cities/target"));
            assertThat(requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"text/plain,OK", "application/json,OK", "application/xml,<done/>", "application/json,{\"a\":"})
    void what_is_not_json_confirms_nothing_by_itself(String type, String body) {
        server.stubFor(any(anyUrl()).willReturn(json(200, body).withHeader("Content-Type", type)));
        assertThat(write(definition().attempts(2), put("a")))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.message()).contains("status 200", "with a response template"));
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"text/html,{\"id\":1}", "text/plain,true", "application/json,'  '", "application/x-ndjson,1 2"})
    void json_and_nothing_confirm_whatever_they_are_called(String type, String body) {
        server.stubFor(any(anyUrl()).willReturn(json(200, body).withHeader("Content-Type", type)));
        assertThat(write(definition(), put("a"))).isInstanceOf(Confirmed.class);
    }

    @Test
    void a_confirmation_that_broke_off_is_none() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "").withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        assertThat(write(definition(), put("a"))).isInstanceOf(Unknown.class);
    }

    @Test
    void a_redirect_is_refused_and_tells_where_it_leads_without_secrets() {
        server.stubFor(any(anyUrl())
                .willReturn(json(308, "")
                        .withHeader("Location", "https://me:pass@new.example/v2/docs/a?token=s3cret&x=1")));
        assertThat(write(definition().attempts(3), put("a")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("status 308", "https://***@new.example/v2/docs/a?token=***&x=1")
                                .doesNotContain("s3cret", "pass"));
        assertThat(requests()).containsExactly("PUT /docs/a");
    }

    @Test
    void forbidden_records_do_not_open_the_circuit() {
        server.stubFor(any(anyUrl()).willReturn(json(403, "")));
        RestStores stores = stores();
        var store = target(stores, definition().window(4).attempts(3).build());
        for (int i = 0; i < 20; i++) {
            assertThat(store.write(List.of(put("a"))).get(0)).isInstanceOf(Refused.class);
        }
        assertThat(requests()).hasSize(20);
        assertThat(stores.circuit(new ConnectionId("cities", Side.TARGET))
                        .orElseThrow()
                        .status())
                .isEqualTo(CircuitState.Status.CLOSED);
    }

    @Test
    void what_the_definition_lists_as_permanent_goes_before_the_rule() {
        server.stubFor(any(anyUrl()).willReturn(json(403, "")));
        assertThat(write(definition().permanent(400, 401), put("a"))).isInstanceOf(Unavailable.class);
        server.stubFor(any(anyUrl()).willReturn(json(401, "")));
        assertThat(write(definition().permanent(400, 401), put("a"))).isInstanceOf(Refused.class);
    }

    @Test
    void a_lost_answer_is_unknown_and_a_connection_that_was_not_made_is_unavailable() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "").withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(write(definition().attempts(2), put("a"))).isInstanceOf(Unknown.class);
        assertThat(requests()).hasSize(2);
        assertThat(write(new Definitions("http://127.0.0.1:1"), put("a"))).isInstanceOf(Unavailable.class);
        server.stubFor(any(anyUrl()).willReturn(json(200, "").withFixedDelay(20_000)));
        assertThat(write(definition().timeout(Duration.ofMillis(200)), put("a")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void an_earlier_doubt_outlives_a_later_unavailable_but_not_a_refusal_or_a_confirmation() {
        answers(json(200, "").withFault(Fault.EMPTY_RESPONSE), json(503, ""));
        assertThat(write(definition().attempts(2), put("a"))).isInstanceOf(Unknown.class);
        answers(json(200, "").withFault(Fault.EMPTY_RESPONSE), json(422, ""));
        assertThat(write(definition().attempts(2), put("a"))).isInstanceOf(Refused.class);
        answers(json(500, ""), json(200, ""));
        assertThat(write(definition().attempts(2), put("a"))).isInstanceOf(Confirmed.class);
        answers(json(503, ""), json(429, ""));
        assertThat(write(definition().attempts(2), put("a"))).isInstanceOf(Unavailable.class);
    }

    @Test
    void retry_after_is_read_as_seconds_and_as_a_date() {
        answers(json(429, "").withHeader("Retry-After", "120"));
        assertThat(retryAfter(write(definition(), put("a")))).contains(Duration.ofMinutes(2));
        answers(json(503, "").withHeader("Retry-After", "Thu, 01 Jan 2026 00:01:00 GMT"));
        assertThat(retryAfter(write(definition(), put("a")))).contains(Duration.ofMinutes(1));
        answers(json(503, "").withHeader("Retry-After", "soon"));
        assertThat(retryAfter(write(definition(), put("a")))).isEmpty();
    }

    @Test
    void a_retry_after_that_is_not_obeyed_is_said() {
        answers(json(429, "").withHeader("Retry-After", "1790000000"));
        Unavailable tooLong = (Unavailable) write(definition(), put("a"));
        assertThat(tooLong.retryAfter()).contains(Duration.ofMinutes(15));
        assertThat(tooLong.message())
                .contains("status 429, its Retry-After \"1790000000\" is longer than PT15M, which is waited");

        answers(json(503, "").withHeader("Retry-After", "soon"));
        assertThat(((Unavailable) write(definition(), put("a"))).message())
                .contains("its Retry-After \"soon\" is no time to come, and is not taken into account");
    }

    @Test
    void an_update_says_null_of_what_a_document_lost_and_a_create_does_not() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "")));
        for (Expectation expectation : Expectation.values()) {
            target(definition().createAndUpdate())
                    .write(List.of(new TargetWrite.Put(
                            key("a"),
                            Optional.of("a"),
                            document("{'id':'a','in':{'x':1}}"),
                            expectation,
                            "i",
                            List.of(Definitions.pointer("/in/y"), Definitions.pointer("/old")))));
        }
        server.verify(patchRequestedFor(urlEqualTo("/docs/a"))
                .withRequestBody(equalTo("{'id':'a','in':{'x':1,'y':null},'old':null}".replace('\'', '"'))));
        server.verify(postRequestedFor(urlEqualTo("/docs"))
                .withRequestBody(equalTo("{'id':'a','in':{'x':1}}".replace('\'', '"'))));
    }

    @Test
    void a_create_that_meets_a_document_becomes_an_update() {
        server.stubFor(post("/docs").willReturn(json(409, "")));
        server.stubFor(patch(urlEqualTo("/docs/a")).willReturn(json(200, "")));
        assertThat(write(definition().createAndUpdate(), put("a"))).isInstanceOf(Confirmed.class);
        assertThat(requests()).containsExactly("POST /docs", "PATCH /docs/a");
    }

    @Test
    void an_update_that_meets_no_document_becomes_a_create() {
        server.stubFor(patch(urlEqualTo("/docs/a")).willReturn(json(404, "")));
        server.stubFor(post("/docs").willReturn(json(201, "")));
        assertThat(write(definition().createAndUpdate(), put("a", Expectation.EXISTS)))
                .isInstanceOf(Confirmed.class);
        assertThat(requests()).containsExactly("PATCH /docs/a", "POST /docs");
    }

    @Test
    void a_create_that_collides_with_another_document_is_refused() {
        server.stubFor(post("/docs").willReturn(json(409, "name taken")));
        server.stubFor(patch(urlEqualTo("/docs/a")).willReturn(json(404, "")));
        assertThat(write(definition().createAndUpdate(), put("a")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains("name taken"));
        assertThat(requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"200,Confirmed", "404,Confirmed", "410,Confirmed", "403,Refused", "409,Refused"})
    void a_delete_that_meets_no_document_has_succeeded(int status, String result) {
        server.stubFor(any(anyUrl()).willReturn(json(status, "")));
        assertThat(write(definition(), delete("a")).getClass().getSimpleName()).isEqualTo(result);
        assertThat(requests()).containsExactly("DELETE /docs/a");
    }

    @Test
    void an_id_that_would_address_the_folder_is_refused_unsent() {
        List<TargetWrite> writes = List.of(delete(".."), new TargetWrite.Delete(key("k"), ""), put("."));
        assertThat(target(definition()).write(writes)).hasSize(3).hasOnlyElementsOfType(Refused.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void the_id_the_target_gave_is_read_from_the_body_or_the_location() {
        answers(json(201, "{'objectId':77}"));
        assertThat(write(assigns(), putWithoutId("a", Expectation.ABSENT))).isEqualTo(new Confirmed(Optional.of("77")));
        server.verify(postRequestedFor(urlEqualTo("/docs")).withHeader("Idempotency-Key", equalTo("idempotency-a")));
        answers(json(201, "").withHeader("Location", "http://h/docs/x%20y?z=1"));
        assertThat(write(assigns(), putWithoutId("a", Expectation.ABSENT)))
                .isEqualTo(new Confirmed(Optional.of("x y")));
    }

    @Test
    void an_id_that_no_answer_tells_is_looked_up() {
        server.stubFor(post("/docs").willReturn(json(201, "")));
        server.stubFor(get("/docs?externalId=a").willReturn(json(200, "{'results':[{'objectId':'o1'}]}")));
        assertThat(write(assigns(), putWithoutId("a", Expectation.ABSENT))).isEqualTo(new Confirmed(Optional.of("o1")));
        server.stubFor(get("/docs?externalId=a").willReturn(json(200, "{'results':[]}")));
        assertThat(write(assigns(), putWithoutId("a", Expectation.ABSENT))).isInstanceOf(Unknown.class);
    }

    @Test
    void a_create_that_conflicts_updates_the_document_found_by_key() {
        server.stubFor(post("/docs").willReturn(json(409, "")));
        server.stubFor(get("/docs?externalId=a").willReturn(json(200, "{'results':[{'objectId':'o1'}]}")));
        server.stubFor(patch(urlEqualTo("/docs/o1")).willReturn(json(200, "")));
        assertThat(write(assigns(), putWithoutId("a", Expectation.ABSENT))).isEqualTo(new Confirmed(Optional.of("o1")));
    }

    @Test
    void a_create_without_an_idempotency_key_is_not_repeated_in_doubt() {
        server.stubFor(post("/docs").willReturn(json(500, "")));
        Definitions without = definition().assignsIds(Optional.empty()).attempts(3);
        assertThat(write(without, putWithoutId("a", Expectation.ABSENT))).isInstanceOf(Unknown.class);
        assertThat(requests()).hasSize(1);
        assertThat(write(assigns().attempts(3), putWithoutId("a", Expectation.ABSENT)))
                .isInstanceOf(Unknown.class);
        assertThat(requests()).hasSize(4);
    }

    @Test
    void a_document_whose_given_id_is_known_is_updated_also_where_nothing_is_confirmed() {
        server.stubFor(patch(urlEqualTo("/docs/a")).willReturn(json(200, "")));
        assertThat(write(assigns(), put("a", Expectation.ABSENT))).isEqualTo(new Confirmed(Optional.of("a")));
        assertThat(requests()).containsExactly("PATCH /docs/a");
    }

    @Test
    void a_vanished_document_is_created_anew_rather_than_answered_as_it_once_was() {
        server.stubFor(patch(urlEqualTo("/docs/a")).willReturn(json(404, "")));
        server.stubFor(get("/docs?externalId=a").willReturn(json(200, "{'results':[]}")));
        server.stubFor(post("/docs").willReturn(json(201, "{'objectId':'o1'}")));
        server.stubFor(post("/docs")
                .withHeader("Idempotency-Key", equalTo("idempotency-a"))
                .willReturn(json(201, "{'objectId':'a'}")));
        assertThat(write(assigns(), put("a", Expectation.EXISTS))).isEqualTo(new Confirmed(Optional.of("o1")));
    }

    @Test
    void a_vanished_document_that_is_there_under_another_id_is_updated_there() {
        server.stubFor(patch(urlEqualTo("/docs/a")).willReturn(json(404, "")));
        server.stubFor(get("/docs?externalId=a").willReturn(json(200, "{'results':[{'objectId':'o1'}]}")));
        server.stubFor(patch(urlEqualTo("/docs/o1")).willReturn(json(200, "")));
        assertThat(write(assigns(), put("a", Expectation.EXISTS))).isEqualTo(new Confirmed(Optional.of("o1")));
    }

    @Test
    void find_tells_none_one_and_too_many_apart() {
        var store = target(assigns());
        answers(json(200, "{'results':[]}"));
        assertThat(store.find(key("a"))).isEmpty();
        answers(json(200, "{'results':[{'objectId':5}]}"));
        assertThat(store.find(key("a"))).contains("5");
        answers(json(200, "{'results':[{'objectId':5},{'objectId':6}]}"));
        assertThatThrownBy(() -> store.find(key("a"))).isInstanceOf(PermanentException.class);
        answers(json(404, ""));
        assertThatThrownBy(() -> store.find(key("a"))).isInstanceOf(PermanentException.class);
    }

    @Test
    void many_writes_have_one_result_each_in_their_order() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "")));
        server.stubFor(any(urlPathEqualTo("/docs/b")).willReturn(json(400, "")));
        server.stubFor(any(urlPathEqualTo("/docs/d")).willReturn(json(503, "")));
        List<WriteResult> results =
                target(definition()).write(List.of(put("a"), put("b"), put("c"), put("d"), delete("e")));
        assertThat(results)
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Confirmed", "Refused", "Confirmed", "Unavailable", "Confirmed");
        assertThat(target(definition()).write(List.of())).isEmpty();
    }

    @Test
    void the_target_is_listed_without_documents_of_others() {
        answers(json(200, "{'count':2,'value':[{'externalId':'a','id':1},{'id':2}]}"));
        assertThat(target(definition()).list(Optional.empty()).documents())
                .extracting(TargetDocument::id)
                .containsExactly("1");
        answers(json(200, "{'value':[{'id':2}]}"));
        assertThatThrownBy(() -> target(definition()).list(Optional.empty())).isInstanceOf(PermanentException.class);
        answers(json(200, "{'value':[{'externalId':'a'}]}"));
        assertThatThrownBy(() -> target(definition()).list(Optional.empty())).isInstanceOf(PermanentException.class);
    }

    @Test
    void a_listed_document_that_cannot_be_read_or_has_no_id_is_invalid_and_not_left_out() {
        answers(json(
                200,
                "{'value':[{'externalId':'a','id':1},{'externalId':'b','id':2,'x':NaN},{'externalId':'c'},"
                        + "{'externalId':'d','externalId':'d','id':4}]}"));
        TargetPage page = target(definition()).list(Optional.empty());
        assertThat(page.documents()).extracting(TargetDocument::id).containsExactly("1");
        assertThat(page.invalid()).extracting(InvalidDocument::place).containsExactly(2, 3, 4);
        assertThat(page.invalid())
                .extracting(InvalidDocument::key)
                .containsExactly(Optional.of(key("b")), Optional.of(key("c")), Optional.empty());
    }

    private static Definitions assigns() {
        return definition().assignsIds(Optional.of("Idempotency-Key"));
    }

    private WriteResult write(Definitions definition, TargetWrite write) {
        return target(definition).write(List.of(write)).get(0);
    }

    private static Optional<Duration> retryAfter(WriteResult result) {
        return ((Unavailable) result).retryAfter();
    }

    /** The answers to the next requests, whatever they are. */
    private static void answers(ResponseDefinitionBuilder... answers) {
        server.resetAll();
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(any(anyUrl())
                    .inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
                    .willSetStateTo("after " + (i + 1))
                    .willReturn(answers[i]));
        }
    }
}
