package dev.fides.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PreviewCommandTest {

    private static final String DEFINITION = """
            name: cities
            host:
              baseUrl: ${SERVICE}
              key: /id
              list: { path: /cities, records: /value, paging: { type: none } }
              get: { path: "/cities/{key}" }
            mapping: cities.jslt
            target:
              baseUrl: ${SERVICE}
              auth: { type: bearer, token: "${TOKEN}" }
              id: /id
              upsert: { path: "/docs/{id}" }
              delete: { path: "/docs/{id}" }
              list: { path: /docs, records: /items, key: /key, id: /id, paging: { type: none } }
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private CityService service;

    @BeforeEach
    void prepare() throws IOException {
        service = new CityService();
        Files.writeString(folder.resolve("cities.yaml"), DEFINITION);
        Files.writeString(folder.resolve("cities.jslt"), "{ \"id\": \"c\" + .id, \"name\": .name }");
        environment.put("FIDES_SYNCS", folder.toString());
        environment.put("SERVICE", service.address());
        environment.put("TOKEN", "planted-token");
        environment.put("FIDES_HTTP_PORT", String.valueOf(freePort()));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void without_an_app_the_whole_way_of_a_record_is_shown_and_nothing_is_written() {
        assertThat(preview("cities", "2")).isZero();

        assertThat(out.toString().lines().map(String::strip))
                .contains(
                        "record 2 of sync cities",
                        "an import would: PUBLISH, because the target does not hold it yet",
                        "document: mapped from the host's record",
                        "request: an import sends this",
                        "PUT " + service.address() + "/docs/c2",
                        "Authorization: ***",
                        "{\"id\":\"c2\",\"name\":\"City 2\"}",
                        "target now: listed on page 1",
                        "differences: 1",
                        "/name: nothing at the target, should be \"City 2\"");
        assertThat(out.toString())
                .contains("as if nothing were remembered of the record")
                .doesNotContain("planted-token");
        assertThat(service.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void machines_get_json() throws IOException {
        assertThat(preview("cities", "2", "--json")).isZero();

        JsonNode view = new ObjectMapper().readTree(out.toString());
        assertThat(view.at("/host/name").asText()).isEqualTo("City 2");
        assertThat(view.at("/document/id").asText()).isEqualTo("c2");
        assertThat(view.at("/request/method").asText()).isEqualTo("PUT");
        assertThat(view.at("/differences/0/pointer").asText()).isEqualTo("/name");
    }

    @Test
    void a_running_app_is_asked_because_it_remembers() {
        service.answering(address -> address.startsWith("/api/syncs/cities/preview?key=a%2Fb")
                ? Optional.of("{\"sync\": \"cities\", \"key\": \"a/b\", \"intent\": \"NOTHING\","
                        + " \"why\": \"the target confirmed what the host has\"}")
                : Optional.empty());
        environment.put("FIDES_URL", service.address() + "/");

        assertThat(preview("cities", "a/b")).isZero();
        assertThat(out.toString())
                .contains("an import would: NOTHING, because the target confirmed what the host has")
                .doesNotContain("as if nothing were remembered");
    }

    @Test
    void an_app_that_was_named_and_does_not_answer_is_a_failure() {
        environment.put("FIDES_URL", "http://localhost:" + environment.get("FIDES_HTTP_PORT"));

        assertThat(preview("cities", "2")).isEqualTo(3);
        assertThat(err.toString())
                .contains("(FIDES_URL) cannot be reached: ")
                .contains("is FIDES_URL right, and does the app run?");
    }

    @Test
    void whatever_else_answers_on_this_machine_is_not_taken_for_the_app() {
        service.answering(address -> address.startsWith("/api/") ? Optional.of("<html>") : Optional.empty());
        environment.put("FIDES_HTTP_PORT", service.address().replaceAll(".*:", ""));

        assertThat(preview("cities", "2")).isZero();
        assertThat(out.toString())
                .contains("a page came from http://localhost:")
                .contains("an import would: PUBLISH");
    }

    @Test
    void a_missing_function_key_is_said_to_be_missing() {
        service.refusing(401);
        environment.put("FIDES_URL", service.address());

        assertThat(preview("cities", "2")).isEqualTo(3);
        assertThat(err.toString()).contains("wants a function key (status 401): set FIDES_KEY");
    }

    @Test
    void faults_of_the_definition_are_told_instead() throws IOException {
        Files.writeString(folder.resolve("cities.yaml"), DEFINITION.replace("key: /id", "key: id"));

        assertThat(preview("cities", "2")).isEqualTo(1);
        assertThat(err.toString()).contains("cities.yaml line 4, column 3: /host/key: expected a JSON Pointer");
    }

    private int preview(String... arguments) {
        CommandLine commands = Main.commandLine(Shell.around(folder, environment));
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "preview";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commands.execute(all);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
