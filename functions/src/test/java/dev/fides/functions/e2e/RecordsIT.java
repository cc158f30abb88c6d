package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedMachine.class)
class RecordsIT {

    private final RunningApp app;
    private final Machine machine;
    private final Api api;

    RecordsIT(RunningApp app) {
        this.app = app;
        this.machine = app.machine();
        this.api = app.api();
    }

    @Test
    void a_record_that_the_target_refuses_is_parked_and_the_others_arrive() {
        app.inStep();
        List<Long> edited = machine.edit(60);
        String refused = Long.toString(edited.get(17));
        machine.target().control().refuse(refused, 422);

        RunView run = app.runImport().requireStatus("COMPLETED_WITH_FAILURES").requireSums();

        assertThat(run.counter("published")).isEqualTo(59);
        assertThat(run.counter("failed")).isEqualTo(1);
        JsonNode failure = api.explain(Definitions.CITIES, refused).json().at("/state/failure");
        assertThat(failure.path("message").asText()).contains("422");
        assertThat(failure.path("attempts").asInt()).isEqualTo(1);
        assertThat(failure.has("nextRetryAt")).isTrue();

        RunView next = app.runImport().requireStatus("COMPLETED").requireSums();
        assertThat(next.counter("parked")).isEqualTo(1);

        machine.target().control().refuse(refused, 0);
        assertThat(api.refresh(Definitions.CITIES, refused)
                        .json()
                        .path("outcome")
                        .asText())
                .isEqualTo("PUBLISHED");
        assertThat(api.explain(Definitions.CITIES, refused).json().at("/state").has("failure"))
                .isFalse();
        machine.requireInStep();
    }

    @Test
    void who_refreshed_a_record_stands_in_the_audit_and_no_forged_name_does() {
        app.inStep();
        String key = Long.toString(machine.edit(1).get(0));
        URI address = api.base().resolve("/api/syncs/cities/records?key=" + key);

        Reply reply = new Client(Optional.of("k"), Map.of("X-MS-CLIENT-PRINCIPAL-NAME", "the boss")).post(address, "");

        assertThat(reply.status()).as("%s", reply).isIn(200, 202);
        JsonNode action = api.get("audit?limit=1&on=cities").json().at("/actions/0");
        assertThat(action.path("what").asText()).isEqualTo("records/refresh");
        assertThat(action.path("details").asText()).isEqualTo(key);
        assertThat(action.path("who").asText()).isEqualTo("a function key");
        assertThat(api.get("audit?who=the+boss").json().path("actions")).isEmpty();
        assertThat(api.get("audit?limit=0").status()).isEqualTo(400);
        assertThat(api.send("HEAD", "audit", "").status()).isEqualTo(200);
        assertThat(api.send("HEAD", "syncs/cities/runs", "").text()).isEmpty();
    }

    @Test
    void an_event_arrives_whatever_its_body_and_its_query_name_as_routes_do() {
        app.inStep();
        long edited = machine.edit(1).get(0);

        Reply reply = api.post(
                "events/cities?SYNC=other",
                "{\"Sync\":\"other\",\"type\":\"city.updated\",\"data\":{\"id\":\"" + edited + "\"}}");

        assertThat(reply.status()).as("%s", reply).isEqualTo(202);
        Poll.untilTrue("the record is published", machine::isInStep);
    }

    @Test
    void an_event_of_the_queue_arrives_although_its_members_take_the_place_of_metadata() {
        app.inStep();
        long edited = machine.edit(1).get(0);
        String event = "{'type':'city.updated','deliveryCount':'often','data':{'id':'" + edited + "'}}";

        api.deliver("HostChangeQueue", event.replace("'", "\\\""));

        Poll.untilTrue("the record is published", machine::isInStep);
    }

    @Test
    void a_body_in_chunks_is_refused_and_not_taken_for_an_empty_one() {
        Reply reply = api.postInChunks("syncs/cities/verify", "{\"repair\":true}");

        assertThat(reply.status()).as("%s", reply).isEqualTo(411);
        assertThat(reply.json().path("detail").asText()).contains("Content-Length");
    }

    @Test
    void a_record_in_step_is_explained_with_its_state_and_what_the_host_has() {
        app.inStep();
        String key = Long.toString(machine.host().control().pick(1).get(0));

        JsonNode explained = api.explain(Definitions.CITIES, key).json();

        assertThat(explained.path("intent").asText()).isIn("NOTHING", "REMEMBER");
        assertThat(explained.at("/host/id").asText()).isEqualTo(key);
        assertThat(explained.at("/state/key").asText()).isEqualTo(key);
    }

    @Test
    void a_record_that_changed_is_explained_and_refreshed_alone() {
        app.inStep();
        List<Long> edited = machine.edit(2);
        String key = Long.toString(edited.get(0));

        assertThat(api.explain(Definitions.CITIES, key).json().path("intent").asText())
                .isEqualTo("PUBLISH");
        JsonNode preview = api.preview(Definitions.CITIES, key).json();
        assertThat(preview.at("/request/body").asText()).contains(key);
        assertThat(preview.at("/state/key").asText()).isEqualTo(key);
        assertThat(preview.path("differences")).isNotEmpty();
        Reply refreshed = api.refresh(Definitions.CITIES, key);

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.json().path("outcome").asText()).isEqualTo("PUBLISHED");
        assertThat(machine.target().control().counter("writes")).isEqualTo(1);
        assertThat(machine.target().control().writesOf(key)).isEqualTo(1);
        assertThat(api.explain(Definitions.CITIES, key).json().path("intent").asText())
                .isEqualTo("NOTHING");
    }

    static Stream<String> oddKeys() {
        return Stream.of(
                "a/b",
                "/",
                "back\\slash",
                "\"quoted\" and 'so'",
                " spaces around ",
                "percent %2F of 100%",
                "question?key=other&more#fragment",
                "plus+plus",
                "{braces}",
                "dot.",
                "\u0000control\u0007\n",
                "ünïcödé 東京 😀",
                "a\u0308 is not \u00e4",
                "x".repeat(1_024),
                "é".repeat(1_024));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void a_key_of_any_text_is_explained_and_refreshed(String key) {
        machine.noteHost().put(key, "first");

        JsonNode before = explained(key);
        assertThat(before.path("key").asText()).isEqualTo(key);
        assertThat(before.path("intent").asText()).as("%s", before).isEqualTo("PUBLISH");
        assertThat(refreshed(key)).isEqualTo("PUBLISHED");
        JsonNode after = explained(key);
        assertThat(after.path("intent").asText()).as("%s", after).isEqualTo("NOTHING");
        assertThat(after.at("/state/key").asText()).isEqualTo(key);
        assertThat(after.at("/state/targetId").asText(key)).isEqualTo(key);
        assertThat(MappedHost.targetDocuments(machine.noteTarget().uri())).containsKey(key);

        machine.noteHost().delete(key);
        assertThat(refreshed(key)).isEqualTo("DELETED");
        assertThat(MappedHost.targetDocuments(machine.noteTarget().uri())).doesNotContainKey(key);
    }

    @Test
    void a_key_that_no_path_can_hold_is_refused_with_its_reason() {
        machine.noteHost().put("..", "climbs up");

        assertThat(explained("..").path("why").asText()).contains("..").contains("path");
        assertThat(refreshed("..")).isEqualTo("FAILED");
    }

    private JsonNode explained(String key) {
        Reply reply = api.explain(Definitions.NOTES, key);
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply.json();
    }

    private String refreshed(String key) {
        Reply reply = api.refresh(Definitions.NOTES, key);
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply.json().path("outcome").asText();
    }
}
