package dev.fides.local.functionhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventGridTriggerTest {
    private static final String WEBHOOK = "/runtime/webhooks/eventgrid?functionName=event";
    private static final String KIND = "aeg-event-type";

    private RunningHost host;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        host = RunningHost.of(SampleApp.in(folder)
                .event("event", "{\"type\": \"eventGridTrigger\", \"direction\": \"in\", \"name\": \"event\"}")
                .http("journal", "ANONYMOUS", "", "GET"));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void every_event_of_an_array_is_an_invocation_of_its_own() throws Exception {
        HttpResponse<String> response = host.post(
                WEBHOOK,
                "[{\"id\":\"1\",\"data\":{\"id\":7}},{\"id\":\"2\",\"data\":{\"id\":8}}]",
                KIND,
                "Notification");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(host.journal())
                .containsExactly(
                        "event {\"id\":7} {\"id\":\"1\",\"data\":{\"id\":7}}",
                        "event {\"id\":8} {\"id\":\"2\",\"data\":{\"id\":8}}");
    }

    @Test
    void a_single_cloud_event_is_delivered() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":{\"id\":7}}";

        assertThat(host.post(WEBHOOK, event, KIND, "Notification").statusCode()).isEqualTo(202);
        assertThat(host.journal()).containsExactly("event {\"id\":7} " + event);
    }

    @Test
    void an_event_is_read_and_written_anew_as_the_azure_host_does() throws Exception {
        host.post(
                WEBHOOK, "[{\"subject\":\"2026-01-01T10:00:00+02:00\",\"data\":{\"id\":1.10}}]", KIND, "Notification");

        assertThat(host.journal())
                .containsExactly(
                        "event {\"id\":1.1} {\"subject\":\"2026-01-01T08:00:00+00:00\",\"data\":{\"id\":1.1}}");
    }

    @Test
    void one_failed_event_fails_the_request_but_the_others_run() throws Exception {
        HttpResponse<String> response =
                host.post(WEBHOOK, "[{\"data\":\"bad\"},{\"data\":\"good\"}]", KIND, "Notification");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(host.journal()).hasSize(1);
    }

    @Test
    void the_validation_code_is_echoed() throws Exception {
        HttpResponse<String> response =
                host.post(WEBHOOK, "[{\"data\":{\"validationCode\":\"abc\"}}]", KIND, "SubscriptionValidation");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"validationResponse\":\"abc\"}");
    }

    @Test
    void the_handshake_of_cloud_events_allows_the_origin() throws Exception {
        HttpResponse<String> response = host.send(host.request(WEBHOOK)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("WebHook-Request-Origin", "eventgrid.azure.net"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("WebHook-Allowed-Origin")).contains("eventgrid.azure.net");
    }

    @Test
    void what_is_no_event_is_refused() throws Exception {
        assertThat(host.post(WEBHOOK, "{}").statusCode()).isEqualTo(400);
        assertThat(host.post(WEBHOOK, "no json", KIND, "Notification").statusCode())
                .isEqualTo(500);
        assertThat(host.post("/runtime/webhooks/eventgrid?functionName=other", "[]", KIND, "Notification")
                        .statusCode())
                .isEqualTo(404);
    }
}
