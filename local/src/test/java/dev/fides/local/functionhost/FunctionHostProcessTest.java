package dev.fides.local.functionhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.local.functionhost.FunctionHostProcess.Options;
import dev.fides.local.functionhost.app.FunctionHostException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionHostProcessTest {
    @TempDir
    private Path folder;

    @Test
    void a_host_in_a_process_of_its_own_takes_settings_from_file_and_environment() throws Exception {
        SampleApp app = SampleApp.in(folder)
                .timer("%TICK.AT%")
                .http("nothing", "FUNCTION", "", "GET")
                .http("journal", "ANONYMOUS", "", "GET");
        Path settings = folder.resolve("local.settings.json");
        Files.writeString(settings, """
                {"IsEncrypted": false, "Values": {"TICK.AT": "not a schedule", "FIDES_FUNCTION_KEY": "sesame"}}
                """);
        Path log = folder.resolve("host.log");
        Options options = Options.of(app.folder(), 0)
                .withLocalSettings(settings)
                .withEnvironment(Map.of("TICK.AT", "0 0 0 1 1 *"))
                .withJvmArguments(List.of("-Xmx128m"))
                .withLog(log);

        FunctionHostProcess ended;
        try (FunctionHostProcess process = FunctionHostProcess.start(options)) {
            ended = process;
            assertThat(status(process, "/api/nothing")).isEqualTo(401);
            assertThat(status(process, "/api/nothing?code=sesame")).isEqualTo(204);
            assertThat(ProcessHandle.of(process.pid())).isPresent();
            assertThat(log).content().contains("3 functions at http://localhost:", "2 HTTP, 1 timer");
        }
        assertThat(ended.isAlive()).isFalse();
        assertThat(log).content().contains("function host has ended");
    }

    @Test
    void a_process_that_is_killed_is_gone_at_once() throws Exception {
        SampleApp app = SampleApp.in(folder).http("nothing", "FUNCTION", "", "GET");

        try (FunctionHostProcess process =
                FunctionHostProcess.start(Options.of(app.folder(), 0).withLog(folder.resolve("host.log")))) {
            process.kill();

            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void a_host_that_cannot_start_says_so_and_where_the_reason_is() throws Exception {
        SampleApp app = SampleApp.in(folder).timer("%TICK%");
        Path log = folder.resolve("host.log");

        assertThatThrownBy(() ->
                        FunctionHostProcess.start(Options.of(app.folder(), 0).withLog(log)))
                .isInstanceOf(FunctionHostException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("host.log");
        assertThat(log).content().contains("app setting TICK is missing");
    }

    @Test
    void a_taken_port_is_known_before_the_process_is_started() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FunctionHostProcess.start(Options.of(folder, taken.getLocalPort())))
                    .isInstanceOf(FunctionHostException.class)
                    .hasMessageContaining("is taken");
        }
    }

    @Test
    void a_process_that_never_had_the_port_has_not_started_whoever_answers_there() throws Exception {
        SampleApp app = SampleApp.in(folder).http("nothing", "FUNCTION", "", "GET");
        try (RunningHost other = RunningHost.of(app)) {
            Options options = Options.of(app.folder(), other.host().port());
            Process ends = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--no-such-option")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();

            assertThatThrownBy(
                            () -> new HostStart(ends, options, Optional.empty()).awaitRunning(folder.resolve("port")))
                    .isInstanceOf(FunctionHostException.class)
                    .hasMessageContaining("exit code 1");
        }
    }

    private static int status(FunctionHostProcess process, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + process.port() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
