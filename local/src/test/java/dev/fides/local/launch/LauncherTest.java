package dev.fides.local.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Map<String, String> environment;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(home.resolve("local.settings.json"), """
                {"Values": {"ServiceBus": "Endpoint=sb://localhost:5672;SharedAccessKey=k;",
                            "Cosmos": "AccountEndpoint=http://localhost:8081/;AccountKey=k;"}}
                """);
        environment = new HashMap<>();
        for (String part : List.of("HTTP", "SERVICEBUS", "COSMOS", "DEMO_HOST", "DEMO_TARGET", "TELEMETRY")) {
            environment.put("FIDES_" + part + "_PORT", String.valueOf(freePort()));
        }
    }

    @Test
    void the_demo_imports_twice_checks_the_target_and_ends_everything() {
        var parts = new FakeParts(FakeApp.Fault.NONE);

        int status = run(parts, "demo", "--once");

        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString(UTF_8))
                .contains("read 24,323 = unchanged 0 + changed 24,307 + filtered 16 + parked 0 + invalid 0")
                .contains("24,307 documents written by the target")
                .contains("read 24,323 = unchanged 24,307 + changed 0 + filtered 16")
                .contains("records/s, 0 documents written by the target")
                .contains("the target holds exactly the mapped host, 24,307 documents of 24,323 records");
        assertThat(parts.events)
                .containsExactly(
                        "start Service Bus",
                        "start Cosmos DB",
                        "start functions",
                        "close functions",
                        "close Cosmos DB",
                        "close Service Bus");
    }

    @Test
    void with_telemetry_the_agent_is_attached_and_the_collector_outlives_the_app() throws IOException {
        assumeThat(Runtime.version().feature())
                .as("the agent works in this JDK")
                .isLessThanOrEqualTo(21);
        Path agent =
                Files.createDirectories(home.resolve("local/target/agent")).resolve("applicationinsights-agent-1.jar");
        Files.createFile(agent);
        var parts = new FakeParts(FakeApp.Fault.NONE);

        int status = run(parts, "demo", "--telemetry", "--once");

        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(status).isZero();
        assertThat(parts.jvmArguments).containsExactly("-javaagent:" + agent.toAbsolutePath());
        assertThat(out.toString(UTF_8))
                .contains("http://localhost:" + environment.get("FIDES_TELEMETRY_PORT") + "/summary");
        Path folder = home.resolve("local/target/telemetry");
        assertThat(Files.readAllLines(folder.resolve("items.json"))).hasSize(1);
        assertThat(folder.resolve("summary.json")).content().contains("fides.runs", "sync");
    }

    @Test
    void telemetry_without_the_agent_is_refused_before_anything_starts() {
        var parts = new FakeParts(FakeApp.Fault.NONE);

        assertThat(run(parts, "start", "--telemetry")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("--telemetry needs");
        assertThat(parts.events).isEmpty();
    }

    @Test
    void a_target_that_misses_a_record_fails_the_demo() {
        assertThat(run(new FakeParts(FakeApp.Fault.LOSES_A_RECORD), "demo", "--once"))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("The target is not the mapped host: 1 differences (10570 is missing).");
    }

    @Test
    void a_failed_run_fails_the_demo_with_its_reason() {
        assertThat(run(new FakeParts(FakeApp.Fault.RUN_FAILS), "demo", "--once"))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("The import ended as FAILED: page 3 is no JSON");
    }

    @Test
    void an_import_that_does_not_start_fails_the_demo_with_its_reason() {
        assertThat(run(new FakeParts(FakeApp.Fault.REFUSES_TO_START), "demo")).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("The import of cities did not start: status 409: An import is active.");
    }

    @Test
    void an_app_that_dies_ends_the_command_and_the_other_parts() {
        var parts = new FakeParts(FakeApp.Fault.NONE, true);

        assertThat(run(parts, "demo")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("The part \"functions\" has ended by itself");
        assertThat(parts.events).endsWith("close functions", "close Cosmos DB", "close Service Bus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "start", "start functions"})
    void an_app_with_wrong_settings_or_definitions_ends_every_command_that_starts_it(String command) {
        var parts = new FakeParts(FakeApp.Fault.MISCONFIGURED);

        assertThat(run(parts, command.split(" "))).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("The app cannot start: its settings or sync definitions are wrong.");
        assertThat(parts.events).contains("close functions");
    }

    @Test
    void a_taken_port_is_told_with_the_variable_that_changes_it() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("FIDES_COSMOS_PORT", String.valueOf(taken.getLocalPort()));

            assertThat(run(new FakeParts(FakeApp.Fault.NONE), "start")).isEqualTo(1);
            assertThat(err.toString(UTF_8))
                    .contains("Port " + taken.getLocalPort() + " is taken")
                    .contains("FIDES_COSMOS_PORT");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --onec | unknown option: '--onec'; did you mean --once? (help: ./setup.sh demo --help)",
                "start redis | expected one of [servicebus, cosmos, functions], found 'redis'",
                "start cosmos --telemetry | --telemetry is collected of the whole, not of cosmos alone",
                "bench 7 | expected one of [1, 10, rate, cold]",
                "chaos --sed 1 | unknown options: '--sed', '1'; did you mean --seed?",
                "chaos --seed | missing required parameter for option '--seed' (N)",
                "chaos --seed x | 'x' is not a long",
                "chaos --snapshot no | expected one of [on, off], found 'no'",
                "chaos --minutes 0 | --minutes takes a number from 1 to 1440, not 0",
                "chaos --minutes 99999 | --minutes takes a number from 1 to 1440, not 99999"
            })
    void misuse_is_said_in_a_line_with_where_help_is_and_starts_nothing(String arguments, String said) {
        var parts = new FakeParts(FakeApp.Fault.NONE);

        assertThat(run(parts, arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
        assertThat(err.toString(UTF_8)).contains(said).contains("(help: ./setup.sh ");
        assertThat(parts.events).isEmpty();
    }

    @Test
    void help_needs_no_settings() throws IOException {
        Files.delete(home.resolve("local.settings.json"));
        environment.put("FIDES_HTTP_PORT", "many");

        assertThat(run(new FakeParts(FakeApp.Fault.NONE), "start", "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage: ./setup.sh start").contains("--syncs=DIR");
    }

    @Test
    void definitions_of_the_command_line_come_before_those_of_the_environment() {
        environment.put("FIDES_SYNCS", home.resolve("mine").toString());
        var parts = new FakeParts(FakeApp.Fault.MISCONFIGURED);

        run(parts, "start", "--syncs", home.resolve("others").toString());

        assertThat(parts.appSettings)
                .containsEntry("FIDES_SYNCS", home.resolve("others").toString());
    }

    /** A terminal sends Ctrl+C to the app, too, which then refuses what it is asked. */
    @Test
    void who_stops_a_command_in_an_import_is_told_so_and_nothing_else() throws Exception {
        var parts = new FakeParts(FakeApp.Fault.NEVER_ENDS);
        Launcher launcher = launcher(parts);
        var ended = CompletableFuture.supplyAsync(
                () -> launcher.run(List.of("demo", "--once")), command -> new Thread(command).start());
        parts.app.get().asked().await();

        launcher.stop();

        assertThat(ended.get()).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(out.toString(UTF_8))
                .contains("Stopping: the app first finishes what it has begun, half a minute at most ...");
        assertThat(parts.events).endsWith("close functions", "close Cosmos DB", "close Service Bus");
    }

    @Test
    void a_command_that_has_ended_is_not_stopped() {
        Launcher launcher = launcher(new FakeParts(FakeApp.Fault.NONE));
        launcher.run(List.of("demo", "--once"));

        launcher.stop();

        assertThat(out.toString(UTF_8)).doesNotContain("Stopping");
    }

    @Test
    void settings_are_needed() throws IOException {
        Files.delete(home.resolve("local.settings.json"));

        assertThat(run(new FakeParts(FakeApp.Fault.NONE), "demo")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("local.settings.json is missing; ./setup.sh makes it");
    }

    private int run(FakeParts parts, String... arguments) {
        return launcher(parts).run(List.of(arguments));
    }

    private Launcher launcher(FakeParts parts) {
        return new Launcher(
                () -> LaunchSettings.from(home, environment, Terminal.none(), LaunchSettings.Tools.none()),
                parts,
                print(out),
                print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
