package dev.fides.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class InitCommandTest {

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CityService service;

    @BeforeEach
    void prepare() throws IOException {
        service = new CityService();
        settings.put("CITIES_TARGET_URL", service.address());
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_look_at_one_page_gives_a_definition_that_reads_all_of_them() throws IOException {
        assertThat(init("cities", "--host", service.address() + "/cities")).isZero();

        assertThat(file("cities.yaml"))
                .contains("  key: /id\n", "    records: /value\n", "    total: /count\n")
                .contains("    paging: { type: nextLink, pointer: /next }\n", "  get: { path: \"/cities/{key}\" }\n");
        assertThat(file("cities.jslt")).contains("\"id\": string(.id),\n  \"name\": .name\n");
        assertThat(out.toString())
                .contains("/host/key: /id   (its name, and no two records of the page share its value)")
                .contains("left to decide:", "/target: address")
                .contains("next: set CITIES_TARGET_URL, then ./setup.sh check cities");
        assertThat(service.requests()).allMatch(request -> request.startsWith("GET "));
        assertThat(run("check", "cities", "--syncs", folder.toString(), "--connect"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("ok      mapping").contains("30 records: 30 documents");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?page=1&limit=50 | type: page, parameter: page, first: 1, sizeParameter: limit, size: 50",
                "?skip=0&take=10 | type: offset, parameter: skip, first: 0, sizeParameter: take, size: 10",
                "?startIndex=1&count=10 | type: offset, parameter: startIndex, first: 1, sizeParameter: count, size: 10",
                "?starting_after=&limit=10 | type: lastKey, parameter: starting_after, sizeParameter: limit, size: 10",
            })
    void an_address_that_names_its_page_says_how_others_are_asked_for(String query, String paging) throws IOException {
        service.changingPages(body -> body.replaceFirst(", \"next\": \"[^\"]*\"", ""));

        assertThat(init("cities", "--host", service.address() + "/cities" + query + "&colour=red"))
                .isZero();

        assertThat(file("cities.yaml"))
                .contains("paging: { " + paging + " }")
                .contains("    query:\n      colour: \"red\"\n    records:");
        assertThat(run("check", "cities", "--syncs", folder.toString()))
                .as(out.toString())
                .isZero();
    }

    @Test
    void what_cannot_be_seen_is_left_to_a_person() throws IOException {
        service.answering(address -> address.startsWith("/cities/") ? Optional.of("absent") : Optional.empty());
        service.changingPages(
                body -> body.replaceFirst(", \"next\": \"[^\"]*\"", "").replace("\"id\"", "\"nr\""));

        assertThat(init("cities", "--host", service.address() + "/cities")).isZero();

        assertThat(out.toString())
                .contains(
                        "/host/key: which member tells one record from all others? No two records of the page share the value"
                                + " of name, nr")
                .contains("/host/get: how is one record read by its key?")
                .contains("/host/list/paging: the page has 10 of 30 records, and nothing shows");
        assertThat(run("check", "cities", "--syncs", folder.toString()))
                .as(out.toString())
                .isZero();
    }

    @Test
    void an_odata_service_is_known_by_its_pages() throws IOException {
        service.changingPages(body -> body.replace("{\"value\"", "{\"@odata.context\": \"c\", \"value\"")
                .replaceFirst(", \"next\": \"[^\"]*\"", ""));
        service.answering(address -> address.contains("/1")
                ? Optional.of("{\"@odata.context\": \"s\", \"id\": 1, \"name\": \"City 1\"}")
                : Optional.empty());

        assertThat(init("cities", "--host", service.address() + "/cities")).isZero();

        assertThat(file("cities.yaml")).contains("paging: { type: nextLink, pointer: \"/@odata.nextLink\" }");
        assertThat(out.toString())
                .contains("/host/ignore: the listing and the single read of a record differ in @odata.context");
    }

    @Test
    void a_description_of_openapi_3_gives_a_definition() throws IOException {
        settings.put("SHOP_TARGET_URL", "https://target.example");
        settings.put("SHOP_HOST_KEY", "secret");

        assertThat(init("shop", "--from", api("shop.yaml"), "--path", "/products"))
                .isZero();

        assertThat(file("shop.yaml"))
                .contains("  baseUrl: \"https://eu.shop.example/v1\"\n")
                .contains("  auth: { type: header, name: X-Shop-Key, value: \"${SHOP_HOST_KEY}\" }\n")
                .contains("  key: /product_id\n", "    records: /data\n", "    total: /meta/total_count\n")
                .contains("    paging: { type: page, parameter: page, first: 1, sizeParameter: per_page, size: 250 }\n")
                .contains("  get: { path: \"/products/{key}\", record: /product }\n");
        assertThat(file("shop.jslt"))
                .contains("\"id\": string(.product_id)", "\"name\": .name", "\"unit-of-measure\": .unit-of-measure");
        assertThat(run("check", "shop", "--syncs", folder.toString()))
                .as(out.toString())
                .isZero();
    }

    @Test
    void a_description_of_swagger_2_gives_a_definition() throws IOException {
        settings.put("USER_TARGET_URL", "https://target.example");
        settings.put("USER_HOST_CLIENT_ID", "fides");
        settings.put("USER_HOST_CLIENT_SECRET", "secret");

        assertThat(init("user", "--from", api("people.json"))).isZero();

        assertThat(file("user.yaml"))
                .contains("  baseUrl: \"https://people.example/api\"\n")
                .contains("type: oauth2, tokenUrl: \"https://login.example/token\"", "scope: people.read")
                .contains("    paging: { type: cursor, parameter: pageToken, pointer: /nextPageToken,"
                        + " sizeParameter: maxResults, size: 1000 }\n")
                .contains("  get: { path: \"/users/{key}\" }\n");
        assertThat(run("check", "user", "--syncs", folder.toString()))
                .as(out.toString())
                .isZero();
    }

    @Test
    void which_of_several_listings_is_meant_must_be_said() throws IOException {
        String described =
                Files.readString(Path.of(api("shop.yaml"))).replace("/products/{productId}:", "/product/{productId}:");
        Path changed = Files.writeString(folder.resolve("changed.yaml"), described);

        assertThat(init("things", "--from", changed.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("several reads of the description list objects", "/products, /categories");
        assertThat(written()).containsExactly("changed.yaml");
    }

    @Test
    void what_is_there_is_never_written_over() throws IOException {
        Files.writeString(folder.resolve("cities.jslt"), "mine");

        assertThat(init("cities", "--host", service.address() + "/cities")).isEqualTo(1);

        assertThat(err.toString()).contains("cities.jslt is there already; nothing was written");
        assertThat(file("cities.jslt")).isEqualTo("mine");
        assertThat(written()).containsExactly("cities.jslt");
    }

    @Test
    void the_value_of_a_header_is_written_nowhere() throws IOException {
        assertThat(init("cities", "--host", service.address() + "/cities", "--header", "X-Key: planted"))
                .isZero();

        assertThat(file("cities.yaml")).contains("{ type: header, name: X-Key, value: \"${CITIES_HOST_KEY}\" }");
        assertThat(out.toString() + file("cities.yaml") + file("cities.jslt")).doesNotContain("planted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cities | --host=http://localhost:1/cities | 2 | expected a NAME of lower case letters",
                "cities | --path=/x | 2 | expected --host URL, --from FILE, or both",
                "cities | --host=localhost/cities | 2 | expected an http or https URL after --host",
                "cities | --host=http://me:secret@localhost/cities | 2 | expected a URL without credentials",
                "cities | --host=http://localhost:1/cities | 1 | http://localhost:1/cities cannot be reached",
                "cities | --from=missing.yaml | 1 | expected a file after --from, found none at missing.yaml",
            })
    void a_command_that_cannot_be_done_says_why(String name, String option, int status, String message)
            throws IOException {
        assertThat(init(name, option)).isEqualTo(status);

        assertThat(err.toString()).contains(message).doesNotContain("secret@", "\tat ");
        assertThat(written()).isEmpty();
    }

    @Test
    void a_parameter_that_paging_does_not_set_is_kept() throws IOException {
        service.changingPages(body -> body.replaceFirst(", \"next\": \"[^\"]*\"", ""));

        assertThat(init(
                        "cities",
                        "--host",
                        service.address()
                                + "/cities?page=1&limit=10&type=a&p={\"x\":1}".replace("{\"x\":1}", "%7B%22x%22:1%7D")))
                .isZero();

        assertThat(file("cities.yaml")).contains("      type: \"a\"\n", "      p: \"{{\\\"x\\\":1}}\"\n");
        assertThat(run("check", "cities", "--syncs", folder.toString()))
                .as(out.toString())
                .isZero();
    }

    @Test
    void a_redirect_is_told_and_gets_no_credentials() throws IOException {
        try (CityService elsewhere = new CityService()) {
            service.leadingTo(elsewhere.address() + "/cities");

            assertThat(init("cities", "--host", service.address() + "/cities", "--header", "X-Key: planted"))
                    .isEqualTo(1);

            assertThat(err.toString()).contains("leads to " + elsewhere.address() + "/cities");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void each_header_has_a_place_in_the_definition() throws IOException {
        assertThat(init(
                        "cities",
                        "--host",
                        service.address() + "/cities",
                        "--header",
                        "X-Tenant: acme",
                        "--header",
                        "Authorization: Bearer planted"))
                .isZero();

        assertThat(file("cities.yaml"))
                .contains("auth: { type: header, name: Authorization, value: \"${CITIES_HOST_KEY}\" }")
                .contains("  headers:\n    X-Tenant: \"${CITIES_HOST_X_TENANT}\"\n")
                .doesNotContain("acme", "planted");
        assertThat(out.toString()).contains("next: set CITIES_HOST_KEY, CITIES_HOST_X_TENANT, CITIES_TARGET_URL, then");
    }

    @Test
    void a_header_that_cannot_be_sent_shows_no_value() throws IOException {
        assertThat(init("cities", "--host", service.address() + "/cities", "--header", "X-Key: pla\u0000nted"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("the header X-Key").doesNotContain("nted");
    }

    @Test
    void the_id_of_a_record_with_another_key_is_not_lost_without_a_word() throws IOException {
        service.changingPages(body -> body.replace("\"id\": ", "\"id\": 7, \"city_code\": "));

        assertThat(init("cities", "--host", service.address() + "/cities")).isZero();

        assertThat(file("cities.yaml")).contains("  key: /city_code\n");
        assertThat(out.toString()).contains("the record has an id beside its key /city_code");
    }

    @Test
    void schemas_that_refer_to_each_other_and_to_other_files_come_to_an_end() throws IOException {
        StringBuilder schemas = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            schemas.append(i == 0 ? "" : ",")
                    .append("\"S")
                    .append(i)
                    .append("\": {\"properties\": {\"id\": {\"type\": \"string\"}");
            for (int j = 0; j < 12; j++) {
                schemas.append(", \"m")
                        .append(j)
                        .append("\": {\"$ref\": \"#/components/schemas/S")
                        .append(j)
                        .append("\"}");
            }
            schemas.append("}}");
        }
        String list =
                "{\"get\": {\"responses\": {\"200\": {\"content\": {\"application/json\": {\"schema\": {\"type\": \"array\",\t\"items\": {\"$ref\": \"%s\"}}}}}}}}";
        Path api = Files.writeString(
                folder.resolve("api.json"),
                "{\"paths\": {\"\\/things\": " + list.formatted("#/components/schemas/S0") + ", \"/others\": "
                        + list.formatted("other.yaml#/X") + "}, \"components\": {\"schemas\": {" + schemas + "}}}");

        assertThat(init("things", "--from", api.toString(), "--host", "https://things.example"))
                .isZero();
        assertThat(file("things.yaml")).contains("    path: /things\n", "  key: /id\n");

        assertThat(init("others", "--from", api.toString(), "--host", "https://things.example", "--path", "/others"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the reference other.yaml#/X leads to nothing");
    }

    @Test
    void a_page_without_records_is_no_page_to_begin_with() throws IOException {
        service.answering(address -> Optional.of("{\"error\": \"no\"}"));

        assertThat(init("cities", "--host", service.address() + "/cities")).isEqualTo(1);
        assertThat(err.toString()).contains("expected a list of objects on the page");

        service.answering(address -> Optional.of("<html>sign in</html>"));
        assertThat(init("cities", "--host", service.address() + "/cities")).isEqualTo(1);
        assertThat(err.toString()).contains("expected JSON from").contains("<html>sign in</html>");
        assertThat(written()).isEmpty();
    }

    private static String api(String file) {
        return Path.of("src", "test", "resources", "apis", file).toString();
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int init(String name, String... options) {
        return run(Stream.concat(Stream.of("init", name, "--syncs", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine(Shell.around(folder, settings));
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
