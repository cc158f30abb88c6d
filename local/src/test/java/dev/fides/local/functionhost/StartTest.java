package dev.fides.local.functionhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.functionhost.sample.OtherInjector;
import dev.fides.local.functionhost.sample.SampleInjector;
import dev.fides.local.functionhost.sample.WaitingInjector;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    private Path folder;

    @Test
    void two_injectors_are_an_error() throws Exception {
        SampleApp app = SampleApp.in(folder, List.of(SampleInjector.class, OtherInjector.class))
                .http("nothing", "FUNCTION", "", "GET");

        assertStartFails(app, Map.of()).hasMessageContaining("more than one FunctionInstanceInjector");
    }

    @Test
    void without_an_injector_objects_are_made_by_the_default_constructor() throws Exception {
        try (RunningHost host =
                RunningHost.of(SampleApp.in(folder, List.of()).http("nothing", "FUNCTION", "", "GET"))) {
            // The sample's class has no such constructor, so that the attempt shows.
            assertThat(host.get("/api/nothing").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void a_folder_without_host_json_is_an_error() {
        assertThatThrownBy(() -> FunctionHost.start(FunctionHostSettings.of(folder, 0)))
                .isInstanceOf(FunctionHostException.class)
                .hasMessageContaining("host.json is missing");
    }

    @Test
    void a_binding_that_is_not_supported_is_an_error() throws Exception {
        SampleApp app = SampleApp.in(folder).event("tick", "{\"type\": \"blob\", \"name\": \"out\"}");

        assertStartFails(app, Map.of()).hasMessageContaining("'blob'").hasMessageContaining("tick");
    }

    @Test
    void a_parameter_that_nothing_binds_is_an_error() throws Exception {
        SampleApp app = SampleApp.in(folder)
                .event("tick", "{\"type\": \"timerTrigger\", \"name\": \"other\", \"schedule\": \"* * * * * *\"}");

        assertStartFails(app, Map.of()).hasMessageContaining("'timer'").hasMessageContaining("'other'");
    }

    @Test
    void a_schedule_whose_setting_is_missing_is_an_error() throws Exception {
        assertStartFails(SampleApp.in(folder).timer("%TICK%"), Map.of())
                .hasMessageContaining("app setting TICK is missing");
    }

    @Test
    void a_schedule_that_is_no_ncrontab_is_an_error() throws Exception {
        assertStartFails(SampleApp.in(folder).timer("%TICK%"), Map.of("TICK", "* * * * *"))
                .hasMessageContaining("six fields");
    }

    @Test
    void a_missing_connection_is_an_error_and_its_value_is_in_no_message() throws Exception {
        SampleApp app = SampleApp.in(folder).queue("plain", "plain", false);

        assertStartFails(app, Map.of()).hasMessageContaining("connection setting ServiceBus is missing");
        assertStartFails(app, Map.of("ServiceBus", "SharedAccessKey=secret")).hasMessageNotContaining("secret");
    }

    @Test
    void a_taken_port_is_an_error_that_says_what_to_do() throws Exception {
        SampleApp app = SampleApp.in(folder).http("nothing", "FUNCTION", "", "GET");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FunctionHost.start(FunctionHostSettings.of(app.folder(), taken.getLocalPort())))
                    .isInstanceOf(FunctionHostException.class)
                    .hasMessageContaining("port %d is taken", taken.getLocalPort())
                    .hasMessageContaining("FIDES_HTTP_PORT");
        }
    }

    @Test
    void until_all_functions_are_bound_every_call_is_answered_with_503() throws Exception {
        SampleApp app = SampleApp.in(folder, List.of(WaitingInjector.class)).http("nothing", "FUNCTION", "", "GET");
        CountDownLatch gate = new CountDownLatch(1);
        System.getProperties().put(WaitingInjector.GATE, gate);
        FunctionHostSettings settings =
                FunctionHostSettings.of(app.folder(), 0).withAppSettings(Map.of(FunctionHost.KEY_SETTING, "sesame"));
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        CompletableFuture<FunctionHost> starting =
                CompletableFuture.supplyAsync(() -> FunctionHost.start(settings, listening::complete));
        String address = "http://localhost:" + listening.join();
        try {
            assertThat(get(address + "/api/nothing").statusCode()).isEqualTo(503);
            assertThat(get(address + "/api/unknown").statusCode()).isEqualTo(503);
            assertThat(get(address + "/admin/host/status").statusCode()).isEqualTo(401);
            assertThat(get(address + "/admin/host/status?code=sesame").body()).contains("\"Starting\"");
        } finally {
            gate.countDown();
        }

        try (FunctionHost host = starting.join()) {
            assertThat(host.port()).isEqualTo(listening.join());
            assertThat(get(address + "/api/nothing").statusCode()).isEqualTo(401);
            assertThat(get(address + "/api/unknown").statusCode()).isEqualTo(404);
            assertThat(get(address + "/admin/host/status?code=sesame").body()).contains("\"Running\"");
        }
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_disabled_function_is_left_out() throws Exception {
        SampleApp app =
                SampleApp.in(folder).http("nothing", "FUNCTION", "", "GET").http("journal", "ANONYMOUS", "", "GET");
        try (RunningHost host = RunningHost.of(app, Map.of("AzureWebJobs.nothing.Disabled", "true"))) {
            assertThat(host.get("/api/nothing").statusCode()).isEqualTo(404);
            assertThat(host.get("/api/journal").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closing_lets_running_invocations_end_and_refuses_new_ones() throws Exception {
        SampleApp app = SampleApp.in(folder)
                .http("hold", "FUNCTION", "", "GET")
                .http("release", "FUNCTION", "", "GET")
                .http("journal", "ANONYMOUS", "", "GET");
        RunningHost host = RunningHost.of(app);
        CompletableFuture<HttpResponse<String>> held = host.sendAsync(host.request("/api/hold"));
        host.awaitJournal(lines -> lines.contains("holding"));
        CompletableFuture<HttpResponse<String>> releasing = host.sendAsync(host.request("/api/release"));
        assertThat(releasing.join().statusCode()).isEqualTo(200);

        host.close();

        assertThat(held.join().body()).isEqualTo("released");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertStartFails(
            SampleApp app, Map<String, String> settings) {
        return assertThatThrownBy(() -> RunningHost.of(app, settings)).isInstanceOf(FunctionHostException.class);
    }
}
