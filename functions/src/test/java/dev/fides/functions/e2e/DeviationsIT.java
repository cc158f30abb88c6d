package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fides.functions.e2e.ScriptedService.Answer;
import dev.fides.functions.e2e.ScriptedService.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Services that answer in ways of their own: what they seem to say must not cost a document, nor pass for a success. */
class DeviationsIT {

    private static final String HOST = """
            name: NAME
            partitions: 2
            host:
              baseUrl: ${ODD_URL}/NAME
              key: /id
              list: { path: /list/all, records: /value, paging: { type: none } }
              get: { path: "/one/{key}", record: /value/0, absent: noRecord }
              events: { key: /data/id }
            mapping: odd.jslt
            """;

    private static final String TARGET = """
            target:
              baseUrl: ${ODD_URL}/NAME
              id: /code
              upsert: { method: PUT, path: "/docs/{id}" }
              delete: { method: DELETE, path: "/docs/{id}" }
            """;

    private static final String BULK = """
            target:
              baseUrl: ${ODD_URL}/NAME
              id: /code
              upsert: { method: PUT, path: "/docs/{id}" }
              delete: { method: DELETE, path: "/docs/{id}" }
              bulk: { path: /bulk/all, max: 10, request: request.jslt, response: response.jslt }
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Odd> ODDS = new TreeMap<>();
    private static ScriptedService service;
    private static Machine machine;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        service = new ScriptedService(
                call -> ODDS.get(call.uri().getPath().split("/", 3)[1]).answer(call));
        machine = Machine.start("deviations", 1);
        machine.set("ODD_URL", service.uri());
        machine.define("odd.jslt", "{\"code\": .code, \"from\": .id}");
        machine.define("request.jslt", "[for (.) {\"do\": .op, \"id\": .id, \"doc\": .document}]");
        machine.define(
                "response.jslt",
                "[for (zip(.writes, .body)) {\"key\": .[0].key, \"status\": .[1].status, \"error\": .[1].error}]");
        for (String name : List.of("forgets", "empties", "logs-in", "moves")) {
            define(name, TARGET);
        }
        define("bulk", BULK);
        api = machine.startFunctions();
    }

    private static void define(String name, String target) throws IOException {
        ODDS.put(name, new Odd(name));
        machine.define(name + ".yaml", (HOST + target).replace("NAME", name));
    }

    @AfterAll
    static void stop() throws Exception {
        machine.close();
        service.close();
    }

    /** A host and a target of one sync. */
    private static final class Odd {
        final String name;
        /** What the host has: the code of each record. */
        final Map<String, String> records = new ConcurrentSkipListMap<>();

        final Map<String, String> documents = new ConcurrentHashMap<>();
        /** How it deviates; empty where it answers as it should. */
        volatile Optional<String> deviation = Optional.empty();

        Odd(String name) {
            this.name = name;
        }

        Answer answer(Call call) {
            String last = call.uri().getPath().replaceFirst(".*/", "");
            return switch (call.route().replaceFirst("/" + name, "").replaceFirst("/[^/]*$", "")) {
                case "GET /list" ->
                    Answer.ok("{'value':["
                            + records.keySet().stream().map(this::record).collect(Collectors.joining(",")) + "]}");
                case "GET /one" -> one(last);
                case "PUT /docs" -> put(last, call.body());
                case "DELETE /docs" -> {
                    documents.remove(last);
                    yield new Answer(204, "");
                }
                case "POST /bulk" -> bulk(call.body());
                default -> new Answer(404, "");
            };
        }

        private String record(String key) {
            return "{'id':'" + key + "','code':'" + records.get(key) + "'}";
        }

        private Answer one(String key) {
            if (deviation.equals(Optional.of("finds nothing"))) {
                return new Answer(404, "{}");
            }
            return Answer.ok("{'value':[" + (records.containsKey(key) ? record(key) : "") + "]}");
        }

        private Answer put(String id, String document) {
            if (deviation.equals(Optional.of("shows a login page"))) {
                return new Answer(200, "<!DOCTYPE html><html><body>Please sign in</body></html>");
            }
            documents.put(id, document);
            return new Answer(200, "");
        }

        /** One code is refused, each in an answer of its own. */
        private Answer bulk(String body) {
            ArrayNode outcomes = JSON.createArrayNode();
            for (JsonNode write : read(body)) {
                if (write.path("id").asText().equals("c13")) {
                    outcomes.addObject().put("status", 403).put("error", "not yours");
                } else {
                    documents.put(write.path("id").asText(), write.path("doc").toString());
                    outcomes.addObject().put("status", 200);
                }
            }
            return new Answer(200, outcomes.toString());
        }

        private static JsonNode read(String json) {
            try {
                return JSON.readTree(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void fill(int count) {
            IntStream.range(0, count).forEach(number -> records.put("k" + number, "c" + number));
        }

        void event(String... keys) {
            String events = IntStream.range(0, keys.length)
                    .mapToObj(number -> "{\"type\":\"changed\",\"data\":{\"id\":\"" + keys[number] + "\"}}")
                    .collect(Collectors.joining(","));
            assertThat(api.post("events/" + name, "[" + events + "]")
                            .json()
                            .path("accepted")
                            .asInt())
                    .isEqualTo(keys.length);
        }

        Map<String, String> owners() {
            Map<String, String> owners = new TreeMap<>();
            documents.forEach(
                    (id, document) -> owners.put(id, read(document).path("from").asText()));
            return owners;
        }

        String failure(String key) {
            return api.explain(name, key).json().at("/state/failure").toString();
        }

        RunView runImport() {
            return api.runImport(name);
        }

        int calls(String method, String path) {
            return service.calls(method + " /" + name + path);
        }
    }

    @Test
    void a_host_that_finds_nothing_of_what_it_lists_empties_no_target() throws Exception {
        Odd odd = ODDS.get("forgets");
        odd.fill(30);
        odd.deviation = Optional.of("finds nothing");

        RunView run = odd.runImport().requireStatus("FAILED");
        assertThat(run.error()).contains("no such record", "host.get", "forgets.yaml");

        odd.deviation = Optional.empty();
        odd.runImport().requireStatus("COMPLETED").requireSums();
        assertThat(odd.documents).hasSize(30);

        odd.deviation = Optional.of("finds nothing");
        odd.event(odd.records.keySet().toArray(String[]::new));
        Poll.untilTrue(
                "all events were looked at",
                () -> odd.records.keySet().stream().allMatch(key -> odd.calls("GET", "/one/" + key) > 0));
        URI cleanUp = api.start(odd.name, "clean-up", "");
        assertThat(api.await(cleanUp).requireStatus("FAILED").error()).contains("host.get");
        assertThat(odd.documents.size()).as("at most a handful went").isGreaterThanOrEqualTo(25);

        odd.deviation = Optional.empty();
        odd.runImport().requireStatus("COMPLETED");
        assertThat(odd.documents).hasSize(30);
    }

    @Test
    void a_host_that_answers_success_for_a_record_that_is_gone_is_understood() throws Exception {
        Odd odd = ODDS.get("empties");
        odd.fill(3);
        odd.runImport().requireStatus("COMPLETED");

        odd.records.remove("k1");
        odd.event("k1");

        Poll.untilTrue("its document is gone", () -> !odd.documents.containsKey("c1"));
        assertThat(odd.documents).containsOnlyKeys("c0", "c2");
    }

    @Test
    void a_login_page_confirms_nothing() throws Exception {
        Odd odd = ODDS.get("logs-in");
        odd.fill(3);
        odd.deviation = Optional.of("shows a login page");

        URI run = api.start(odd.name, "import", "");
        Poll.untilTrue("the target counts as away", () -> odd.calls("PUT", "/docs/c0") > 1);

        assertThat(api.run(run).counter("published")).isZero();
        assertThat(api.explain(odd.name, "k0").json().at("/state/status").asText())
                .isNotEqualTo("PUBLISHED");
        assertThat(api.send("POST", run.getPath().replaceFirst("/api/", "") + "/cancel", "")
                        .status())
                .isBetween(200, 202);
    }

    @Test
    void one_record_that_is_forbidden_in_a_bulk_answer_stops_nobody_and_a_lone_change_goes_the_same_way()
            throws Exception {
        Odd odd = ODDS.get("bulk");
        odd.fill(20);

        odd.runImport().requireStatus("COMPLETED_WITH_FAILURES").requireSums();
        assertThat(odd.documents).hasSize(19);
        assertThat(odd.failure("k13")).contains("not yours", "403");

        odd.records.put("k0", "c100");
        odd.event("k0");
        Poll.untilTrue("the lone change arrives", () -> odd.documents.containsKey("c100"));
        assertThat(odd.calls("PUT", "/docs/c100")).isZero();
    }

    @Test
    void ids_that_pass_from_record_to_record_end_right_within_one_import() throws Exception {
        Odd odd = ODDS.get("moves");
        odd.records.putAll(Map.of("a", "100", "b", "99", "c", "1", "d", "2"));
        odd.runImport().requireStatus("COMPLETED");

        odd.records.putAll(Map.of("a", "101", "b", "100", "c", "2", "d", "1"));
        odd.runImport().requireSums();
        Poll.untilTrue(
                "every document is its record's",
                () -> odd.owners().equals(Map.of("101", "a", "100", "b", "2", "c", "1", "d")));

        odd.records.put("e", "100");
        odd.runImport().requireStatus("COMPLETED_WITH_FAILURES");
        assertThat(odd.failure("e")).contains("ID_TAKEN", "100", "record b");
        assertThat(odd.owners()).containsEntry("100", "b");

        odd.records.remove("e");
        odd.event("e");
        odd.records.remove("b");
        odd.records.put("f", "100");
        odd.runImport().requireSums();
        Poll.untilTrue(
                "the new record has the document", () -> "f".equals(odd.owners().get("100")));
        assertThat(odd.owners()).containsOnlyKeys("1", "2", "100", "101");
    }
}
