package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.functions.e2e.ScriptedService.Answer;
import dev.fides.functions.e2e.ScriptedService.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** One import meets every kind of bad record at once; the good ones arrive, and each bad one says what is wrong. */
class BadRecordsIT {

    private static final String DEFINITION = """
            name: odd
            partitions: 1
            host:
              baseUrl: ${ODD_URL}
              key: /id
              list: { path: /list, records: /value, paging: { type: none } }
              get: { path: "/one/{key}" }
              events: { key: /data/id }
            mapping: odd.jslt
            schema: odd.schema.json
            target:
              baseUrl: ${ODD_URL}
              id: /externalId
              upsert: { method: PUT, path: "/docs/{id}", response: odd-answer.jslt }
              delete: { method: DELETE, path: "/docs/{id}" }
            """;

    private static final String RESPONSE = """
            { "status": if (.body.ok == false) 422 else .status, "error": .body.error }
            """;

    private final Map<String, String> records = new TreeMap<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();

    BadRecordsIT() {
        for (int i = 0; i < 20; i++) {
            records.put("good" + i, "{'id':'good" + i + "','title':'fine','size':'1'}");
        }
        records.put("unmappable", "{'id':'unmappable','title':'fine','size':'seven'}");
        records.put("unfit", "{'id':'unfit','title':'','size':'1'}");
        records.put("refused", "{'id':'refused','title':'fine','size':'1'}");
        records.put("toolarge", "{'id':'toolarge','title':'fine','size':'1'}");
        records.put("forbidden", "{'id':'forbidden','title':'fine','size':'1'}");
        records.put("moved", "{'id':'moved','title':'fine','size':'1'}");
        records.put("pretender", "{'id':'pretender','title':'fine','size':'1'}");
        records.put("huge", "{'id':'huge','title':'" + "x".repeat(300_000) + "','size':'1'}");
    }

    private Answer answer(Call call) {
        String last = call.uri().getPath().replaceFirst(".*/", "");
        if (call.route().equals("GET /list")) {
            return Answer.ok("{'value':[" + String.join(",", records.values())
                    + ",{'title':'no key'},{'id':{'a':1},'title':'odd key'},{'id':'good0','title':'fine','size':'1'},{'id':'good1','title':'another','size':'1'},"
                    + "{'id':'nan','title':'fine','size':NaN},{'id':'twice','id':'twice','title':'x'}]}");
        }
        if (call.method().equals("GET")) {
            return Answer.ok(records.get(last));
        }
        if (last.equals("refused")) {
            return new Answer(422, "{\"error\":\"title must be unique\"}");
        }
        if (last.equals("toolarge")) {
            return new Answer(413, "");
        }
        if (last.equals("forbidden")) {
            return new Answer(403, "{\"error\":\"not yours\"}");
        }
        if (last.equals("moved")) {
            return new Answer(308, "");
        }
        if (last.equals("pretender")) {
            return Answer.ok("{'ok':false,'error':'I only say 200'}");
        }
        documents.put(last, call.body());
        return new Answer(200, "");
    }

    @Test
    void each_bad_record_has_a_clear_reason_and_all_others_arrive() throws Exception {
        try (ScriptedService service = new ScriptedService(this::answer);
                Machine machine = Machine.start("bad-records", 1)) {
            machine.set("ODD_URL", service.uri());
            machine.define("odd.yaml", DEFINITION);
            machine.define("odd.jslt", "{\"externalId\": .id, \"title\": .title, \"size\": number(.size)}");
            machine.define("odd-answer.jslt", RESPONSE);
            machine.define(
                    "odd.schema.json",
                    "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\",\"minLength\":1}}}");
            Api api = machine.startFunctions();

            RunView run = api.runImport("odd")
                    .requireStatus("COMPLETED_WITH_FAILURES")
                    .requireSums();

            assertThat(run.counter("invalid")).isEqualTo(8);
            requireProblems(run);
            assertThat(documents.get("good1")).contains("fine");
            assertThat(documents).hasSize(21).containsKey("huge").containsKey("good19");
            requireReasons(api);
            requireRejected(api, machine);
            requireRetry(api);
        }
    }

    /** What no record can be made of: items without a key, that cannot be read, and keys that come more than once. */
    private static void requireProblems(RunView run) {
        List<String> reasons = new ArrayList<>();
        run.json()
                .path("problems")
                .forEach(problem -> reasons.add(problem.path("key").asText("-") + ": "
                        + problem.path("reason").asText()));
        assertThat(reasons)
                .hasSize(6)
                .allMatch(reason -> reason.contains("sync odd"))
                .anyMatch(reason -> reason.startsWith("nan: ") && reason.contains("NaN"))
                .anyMatch(reason -> reason.startsWith("-: ") && reason.contains("Duplicate field 'id'"))
                .anyMatch(reason ->
                        reason.startsWith("-: expected a string or an integer") && reason.contains("found nothing"))
                .anyMatch(reason -> reason.startsWith("-: ") && reason.contains("found object"))
                .anyMatch(reason -> reason.startsWith("good0: ") && reason.contains("the same content"))
                .anyMatch(reason -> reason.startsWith("good1: ") && reason.contains("different content"));
    }

    private static void requireReasons(Api api) {
        Map<String, JsonNode> failures = new TreeMap<>();
        api.get("syncs/odd/failures")
                .json()
                .path("failures")
                .forEach(record -> failures.put(record.path("key").asText(), record.path("failure")));
        assertThat(failures)
                .containsOnlyKeys("unmappable", "unfit", "refused", "toolarge", "forbidden", "moved", "pretender");
        requireReason(failures.get("unmappable"), "MAPPING", "odd.jslt", "number(seven)");
        requireReason(failures.get("unfit"), "SCHEMA", "/title", "1");
        requireReason(
                failures.get("refused"), "TARGET_REFUSED", "PUT /docs/refused", "422", "title must be unique", "odd");
        requireReason(failures.get("toolarge"), "TARGET_REFUSED", "PUT /docs/toolarge", "413", "odd");
        requireReason(failures.get("forbidden"), "TARGET_REFUSED", "PUT /docs/forbidden", "403", "not yours");
        requireReason(failures.get("moved"), "TARGET_REFUSED", "PUT /docs/moved", "308");
        requireReason(failures.get("pretender"), "TARGET_REFUSED", "PUT /docs/pretender", "I only say 200");
    }

    private static void requireReason(JsonNode failure, String reason, String... parts) {
        assertThat(failure.path("reason").asText()).isEqualTo(reason);
        assertThat(failure.path("message").asText()).contains(parts).doesNotContain("Exception");
        assertThat(failure.path("attempts").asInt()).isEqualTo(1);
        assertThat(failure.has("nextRetryAt")).isTrue();
    }

    /** Messages that nobody can read are shown with the reason; what names a record is sent on. */
    private static void requireRejected(Api api, Machine machine) {
        api.deliver("HostChangeQueue", "rubbish");
        api.deliver("SyncStep", "{\\\"sync\\\":\\\"odd\\\"}");
        Poll.untilTrue(
                "both are rejected",
                () -> api.get("rejected").json().path("rejected").size() == 2);
        for (JsonNode message : api.get("rejected").json().path("rejected")) {
            assertThat(message.path("reason").asText()).isNotBlank().doesNotContain("Exception");
            assertThat(message.path("body").asText()).containsAnyOf("rubbish", "odd");
            String id = message.path("id").asText();
            assertThat(api.post("rejected/" + id + "/resubmit", "").status()).isEqualTo(409);
            assertThat(api.send("DELETE", "rejected/" + id, "").status()).isEqualTo(200);
        }
        assertThat(machine.serviceBus().counts())
                .allSatisfy(queue -> assertThat(queue.deadLettered()).isZero());
    }

    /** What was mended arrives on request. */
    private void requireRetry(Api api) {
        records.put("unmappable", "{'id':'unmappable','title':'fine','size':'7'}");
        assertThat(api.post("syncs/odd/failures/retry", "{\"reason\":\"MAPPING\"}")
                        .json()
                        .path("sent")
                        .asInt())
                .isEqualTo(1);
        Poll.untilTrue("the mended record arrives", () -> documents.containsKey("unmappable"));
    }
}
