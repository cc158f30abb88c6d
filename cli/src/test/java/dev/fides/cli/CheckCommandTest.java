package dev.fides.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

    private static final String DEFINITION = """
            name: cities
            host:
              baseUrl: ${SERVICE}
              key: /id
              list: { path: /cities, records: /value, total: /count, paging: { type: nextLink, pointer: /next } }
              get: { path: "/cities/{key}" }
            mapping: cities.jslt
            target:
              baseUrl: ${SERVICE}
              id: /id
              upsert: { path: "/docs/{id}" }
              delete: { path: "/docs/{id}" }
              list: { path: /docs, records: /items, key: /key, id: /id, paging: { type: none } }
            """;
    private static final String MAPPING = "{ \"id\": \"c\" + .id, \"name\": .name }";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CityService service;

    @BeforeEach
    void prepare() throws IOException {
        service = new CityService();
        write("cities.yaml", DEFINITION);
        write("cities.jslt", MAPPING);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_definition_without_faults_is_said_to_have_none_and_no_service_is_called() {
        assertThat(check()).isZero();
        assertThat(out).hasToString("cities.yaml: sync cities, the definition has no fault" + System.lineSeparator());
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void all_faults_of_all_definitions_are_told_with_their_places() throws IOException {
        write("cities.yaml", DEFINITION.replace("  key: /id", "  kay: /id").replace("/value", "value"));
        write("towns.yaml", "name: towns\n\thost: x\n");

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString().lines())
                .contains(
                        "cities.yaml line 2, column 1: /host/key: missing",
                        "cities.yaml line 4, column 3: /host/kay: unknown member; did you mean \"key\"?",
                        "towns.yaml line 2, column 1: not valid YAML: found a tab; indent with spaces only")
                .anyMatch(line -> line.startsWith("cities.yaml line 5, column 26: /host/list/records: expected a JSON")
                        && line.endsWith("did you mean \"/value\"?"));
    }

    @Test
    void services_of_a_definition_with_faults_or_of_one_that_cannot_be_used_are_not_called() throws IOException {
        write("cities.yaml", DEFINITION.replace("  key: /id", "  key: id"));
        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("services")).contains("skipped").contains("once the definition has no fault");

        write("cities.yaml", DEFINITION.replace("  key: /id", "  headers: { Host: planted }\n  key: /id"));
        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("services")).contains("fault").contains("the header Host cannot be set");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void what_works_but_not_well_is_a_warning() throws IOException {
        write("cities.jslt", "{ \"id\": \"c\" + .id, \"odd\": test(.name, \"(a)\\\\1\") }");

        assertThat(check()).isZero();
        assertThat(out.toString()).contains("  warning cities.jslt: the regular expression (a)\\1 has");
    }

    @Test
    void machines_get_the_same_as_json() throws IOException {
        write("cities.yaml", DEFINITION.replace("mapping:", "maping:"));

        assertThat(check("--json")).isEqualTo(1);
        JsonNode view = new ObjectMapper().readTree(out.toString());
        assertThat(view.path("ok").asBoolean()).isFalse();
        JsonNode fault = view.at("/definitions/0/faults/1");
        assertThat(fault.path("line").asInt()).isEqualTo(7);
        assertThat(fault.path("column").asInt()).isEqualTo(1);
        assertThat(fault.path("path").asText()).isEqualTo("/maping");
        assertThat(fault.path("reason").asText()).contains("did you mean \"mapping\"?");
    }

    @Test
    void one_definition_is_checked_by_its_name_although_another_has_faults() throws IOException {
        write("towns.yaml", "name: towns\n");

        assertThat(check("cities")).isZero();
        assertThat(check("towns.yaml")).isEqualTo(1);
        assertThat(check("citys")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no sync definition citys; there is cities, towns");
    }

    @Test
    void a_folder_without_definitions_is_a_fault() throws IOException {
        Files.delete(folder.resolve("cities.yaml"));

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString()).contains("no sync definition (*.yaml) found");
    }

    @Test
    void without_a_folder_it_is_said_how_to_name_one() {
        CommandLine commands = Main.commandLine(Shell.around(folder, Map.of()));
        commands.setErr(new PrintWriter(err, true));

        assertThat(commands.execute("check")).isEqualTo(2);
        assertThat(err.toString()).contains("--syncs DIR");
    }

    @Test
    void services_that_fit_the_definition_are_read_and_nothing_is_written() {
        assertThat(check("--connect")).isZero();

        assertThat(said("host, first page")).contains("ok").contains("10 records, total 30, a next page is named");
        assertThat(said("host, second page")).contains("10 records, none of them on the first page too");
        assertThat(said("host, further pages"))
                .contains("the listing ends after 3 pages; the listing ends with 30 records, total 30");
        assertThat(said("host, by key")).contains("all found, with the content that is listed");
        assertThat(said("mapping")).contains("30 records: 30 documents, 0 not for the target, 0 cannot be mapped");
        assertThat(said("target, listing")).contains("2 documents on the first page, 2 of this sync");
        assertThat(service.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void a_pointer_to_the_next_page_that_finds_nothing_is_a_fault_where_the_total_proves_it() throws IOException {
        write("cities.yaml", DEFINITION.replace("pointer: /next", "pointer: /nextLink"));

        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("host, first page"))
                .contains("fault")
                .contains("ends with 10 records, but its total is 30")
                .contains("expected the next page at \"/nextLink\"")
                .contains("to do: let host.list.paging.pointer point to what names the next page");
    }

    @Test
    void without_a_total_it_is_a_warning() throws IOException {
        write(
                "cities.yaml",
                DEFINITION.replace("pointer: /next", "pointer: /nextLink").replace("total: /count, ", ""));

        assertThat(check("--connect")).isZero();
        assertThat(said("host, first page")).contains("warning").contains("if the host has more records");
    }

    @Test
    void a_key_pointer_that_finds_nothing_is_told_with_the_first_record() throws IOException {
        write("cities.yaml", DEFINITION.replace("  key: /id", "  key: /code"));

        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("host, first page"))
                .contains("none of 10 listed records has a usable key")
                .contains("City 1")
                .contains("to do: let host.key point to");
        assertThat(said("mapping")).contains("skipped");
    }

    @Test
    void a_mapping_that_makes_nothing_is_a_fault() throws IOException {
        write("cities.jslt", "{}");

        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("mapping"))
                .contains("30 cannot be mapped; record 1: the document's id /id: expected a text or an integer")
                .contains("to do: let target.id point to");
    }

    @Test
    void a_mapping_that_filters_everything_or_makes_the_same_of_everything_is_a_fault() throws IOException {
        write("cities.jslt", "null");
        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("mapping")).contains("the mapping gives null for every record");

        write("cities.jslt", "{ \"id\": \"x\", \"name\": .nmae }");
        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("mapping")).contains("all with the same content");
    }

    @Test
    void documents_that_the_schema_refuses_are_told_with_the_record() throws IOException {
        write("cities.yaml", DEFINITION + "schema: s.json\n");
        write("s.json", "{\"properties\": {\"name\": {\"maxLength\": 3}}}");

        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("mapping")).contains("record 1").contains("/name").contains("or at the schema");
    }

    @Test
    void a_host_that_does_not_find_what_it_lists_is_a_fault() {
        service.answering(address -> address.startsWith("/cities/") ? Optional.of("absent") : Optional.empty());

        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("host, by key"))
                .contains("says twice that it has no such record")
                .contains("host.get");
    }

    @Test
    void a_host_that_shows_something_else_by_key_is_warned_of() {
        service.answering(address -> address.startsWith("/cities/")
                ? Optional.of(
                        CityService.city(Integer.parseInt(address.substring(8))).replace("}", ", \"mayor\": \"M\"}"))
                : Optional.empty());

        assertThat(check("--connect")).isZero();
        assertThat(said("host, by key"))
                .contains("warning")
                .contains("members that differ")
                .contains("mayor");
    }

    @Test
    void a_host_that_gives_the_first_page_again_is_a_fault() {
        service.answering(address -> address.startsWith("/cities?page=2")
                ? Optional.of("{\"value\": [" + CityService.city(1) + "], \"next\": \"/cities?page=3\"}")
                : Optional.empty());

        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("host, second page")).contains("nothing but records of the first, such as 1");
    }

    @Test
    void credentials_that_are_taken_are_said_to_be() throws IOException {
        write(
                "cities.yaml",
                DEFINITION.replace("  key: /id", "  auth: { type: bearer, token: planted-token }\n  key: /id"));

        assertThat(check("--connect")).isZero();
        assertThat(said("host, first page")).contains("the credentials are taken, 10 records");
        assertThat(out.toString()).doesNotContain("planted-token");
    }

    @Test
    void refused_credentials_and_wrong_addresses_say_where_to_look() throws IOException {
        service.refusing(401);
        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("host, first page")).contains("status 401").contains("look at host.auth");

        write("cities.yaml", DEFINITION.replace("/value", "/values"));
        service.refusing(200);
        assertThat(check("--connect")).isEqualTo(1);
        assertThat(said("host, first page"))
                .contains("expected an array at \"/values\"")
                .contains("to do: look where the answer has the list of records: host.list.records");
    }

    @Test
    void steps_are_json_for_machines() throws IOException {
        assertThat(check("--connect", "--json", "cities")).isZero();

        JsonNode steps = new ObjectMapper().readTree(out.toString()).at("/definitions/0/steps");
        assertThat(steps.findValuesAsText("step"))
                .containsExactly(
                        "host, first page",
                        "host, second page",
                        "host, further pages",
                        "host, by key",
                        "mapping",
                        "target, listing",
                        "target, find");
        assertThat(steps.findValuesAsText("outcome")).containsOnly("OK", "SKIPPED");
    }

    /** The lines about a step. */
    private String said(String step) {
        StringBuilder said = new StringBuilder();
        boolean about = false;
        for (String line : out.toString().lines().toList()) {
            about = line.matches("  [a-z].*") ? line.contains(" " + step + " (") : about && line.contains("to do:");
            said.append(about ? line + "\n" : "");
        }
        return said.toString();
    }

    private int check(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine commands = Main.commandLine(
                Shell.around(folder, Map.of("FIDES_SYNCS", folder.toString(), "SERVICE", service.address())));
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commands.execute(all);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
