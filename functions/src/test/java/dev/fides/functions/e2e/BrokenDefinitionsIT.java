package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.Main;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./setup.sh start functions} with a folder of sync definitions that cannot be used. */
class BrokenDefinitionsIT {

    private static final String TOKEN = "planted-token-51c2";

    private static final String DEFINITION = """
            name: %s
            partitions: %s
            host:
              baseUrl: ${CITIES_HOST_URL}
              auth: { type: bearer, token: "${PLANTED_TOKEN}" }
              key: /id
              list: { path: /list, records: /value, paging: { type: none } }
              get: { path: "/one/{key}" }
            mapping: %s
            target:
              baseUrl: "%s"
              id: /externalId
              upsert: { method: PUT, path: "/docs/{id}" }
              delete: { method: DELETE, path: "/docs/{id}" }
              resilience: { circuit: { openFor: %s } }
            """;

    @TempDir
    Path home;

    @Test
    void all_faults_of_all_definitions_are_told_at_once_and_the_start_ends_by_itself() throws Exception {
        try (Machine machine = Machine.start("broken-definitions", 1)) {
            defineBadly(machine);
            Path log = home.resolve("console.log");

            int status = startFunctions(machine, log);

            String console = Files.readString(log);
            assertThat(status).as(console).isEqualTo(1);
            assertThat(console)
                    .contains(
                            "8 faults in the sync definitions:",
                            "notes.yaml line 4, column 3: /host/baseUrl: the app setting NOTES_HOST_URL is missing",
                            "/target/baseUrl: the app setting NOTES_TARGET_URL is missing",
                            "unclosed.yaml line 2, column 5: not valid YAML: expected a comma, or the bracket",
                            ": /mapping: unmapped.jslt line 1",
                            ": /partitions: expected an integer, found \"many\"",
                            ": /target/baseUrl: expected an URL without user and fragment",
                            ": /target/resilience/circuit/openFor: expected an ISO-8601 duration",
                            ": /colour: unknown member",
                            "fides: The app cannot start: its settings or sync definitions are wrong.")
                    .containsPattern("wrong\\.yaml line \\d+, column \\d+: /colour")
                    .doesNotContain("cities.yaml", "\tat ")
                    .doesNotContain(TOKEN, secret(machine.cosmos().connectionString(), "AccountKey"))
                    .doesNotContain(secret(machine.serviceBus().connectionString(), "SharedAccessKey"));
        }
    }

    /** Besides the definition of the cities, which is good. */
    private static void defineBadly(Machine machine) throws IOException {
        machine.define("unclosed.yaml", "name: [towns\nhost: {");
        machine.define("unmapped.jslt", "{\"externalId\": .id");
        machine.define(
                "unmapped.yaml",
                DEFINITION.formatted("unmapped", "1", "unmapped.jslt", "https://target.example/", "PT1S"));
        machine.define(
                "wrong.yaml",
                DEFINITION.formatted("wrong", "many", "cities.jslt", "https://target.example/#${PLANTED_TOKEN}", "soon")
                        + "colour: red\n");
    }

    private int startFunctions(Machine machine, Path log) throws IOException, InterruptedException {
        Files.copy(Path.of("..", "local.settings.json.example"), home.resolve("local.settings.json"));
        Files.createSymbolicLink(home.resolve("functions"), Path.of("").toAbsolutePath());
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dfides.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "start",
                        "functions")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment(machine));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(Poll.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the start has ended; log: %s", Files.readString(log))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroy();
        }
    }

    private static Map<String, String> environment(Machine machine) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return Map.of(
                    "FIDES_HTTP_PORT", Integer.toString(free.getLocalPort()),
                    "FIDES_SYNCS", machine.syncs().toString(),
                    "ServiceBus", machine.serviceBus().connectionString(),
                    "Cosmos", machine.cosmos().connectionString(),
                    "CITIES_HOST_URL", machine.host().uri().toString(),
                    "CITIES_TARGET_URL", machine.target().uri().toString(),
                    "PLANTED_TOKEN", TOKEN);
        }
    }

    private static String secret(String connectionString, String name) {
        return connectionString.replaceFirst(".*" + name + "=([^;]*);.*", "$1");
    }
}
