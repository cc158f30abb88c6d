package dev.fides.local.cosmos;

import static dev.fides.local.cosmos.CosmosTestAccount.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.ThrottlingRetryOptions;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosDatabaseProperties;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.faults.FaultRule;
import dev.fides.local.cosmos.faults.FaultRule.Access;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointTest {
    private static final PartitionKey BERN = new PartitionKey("bern");

    private final CosmosTestAccount account = new CosmosTestAccount();
    private CosmosContainer container;

    @BeforeAll
    void createContainer() {
        container = account.container("endpoint", "/city");
    }

    @AfterEach
    void endFaults() {
        account.endpoint.faults().none();
    }

    @AfterAll
    void close() {
        account.close();
    }

    @Test
    void databases_and_containers_are_made_once_listed_changed_and_deleted() {
        account.client.createDatabase("second");
        assertThat(account.client.createDatabaseIfNotExists("second").getStatusCode())
                .isEqualTo(200);
        assertStatus(409, () -> account.client.createDatabase("second"));
        var second = account.client.getDatabase("second");
        second.createContainer("one", "/pk");
        assertStatus(409, () -> second.createContainer("one", "/pk"));
        assertThat(second.createContainerIfNotExists("one", "/pk").getStatusCode())
                .isEqualTo(200);
        second.createContainerIfNotExists("two", "/pk");

        assertThat(second.readAllContainers().stream())
                .map(CosmosContainerProperties::getId)
                .containsExactly("one", "two");
        assertThat(second.queryContainers("SELECT * FROM c WHERE c.id = 'two'").stream())
                .hasSize(1);
        assertThat(account.client.readAllDatabases().stream())
                .map(CosmosDatabaseProperties::getId)
                .contains("second", "test");
        CosmosContainer one = second.getContainer("one");
        one.replace(one.read().getProperties().setDefaultTimeToLiveInSeconds(5));
        assertThat(one.read().getProperties().getDefaultTimeToLiveInSeconds()).isEqualTo(5);
        one.delete();
        assertStatus(404, one::read);
        second.delete();
        assertStatus(404, second::read);
    }

    @Test
    void a_wrong_key_is_refused_and_not_repeated() {
        String wrong = "d3Jvbmc=";
        assertThatThrownBy(() -> {
                    try (var stranger = account.builder(wrong).buildClient()) {
                        stranger.getDatabase("test").read();
                    }
                })
                .hasStackTraceContaining("The wrong key is being used")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(CosmosSettings.EMULATOR_KEY));
    }

    @Test
    void a_request_without_a_signature_is_refused() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("dbs")).build());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Required Header authorization is missing");
    }

    @Test
    void settings_do_not_print_the_key() {
        assertThat(CosmosSettings.onPort(0).toString()).doesNotContain(CosmosSettings.EMULATOR_KEY);
    }

    @Test
    void a_taken_port_is_a_clear_error() {
        assertThatThrownBy(() -> CosmosEndpoint.start(CosmosSettings.onPort(account.endpoint.port())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Port " + account.endpoint.port() + " is taken")
                .hasMessageContaining("FIDES_COSMOS_PORT");
    }

    @Test
    void the_sdk_waits_and_tries_again_when_throttled() {
        account.endpoint.faults().add(new FaultRule(Access.WRITE, 1, 429, 3200, 10, false, 3));
        var response = container.createItem(document("throttled", "bern", 1));
        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getDiagnostics().toString()).contains("429");
    }

    @Test
    void throttling_that_does_not_end_reaches_the_caller() {
        account.endpoint.faults().answer(1, 429, 3200, 1);
        try (var impatient = account.builder(CosmosSettings.EMULATOR_KEY)
                .throttlingRetryOptions(new ThrottlingRetryOptions().setMaxRetryAttemptsOnThrottledRequests(1))
                .buildClient()) {
            assertThatThrownBy(() -> impatient
                            .getDatabase("test")
                            .getContainer("endpoint")
                            .readItem("x", BERN, JsonNode.class))
                    .isInstanceOfSatisfying(CosmosException.class, e -> {
                        assertThat(e.getStatusCode()).isEqualTo(429);
                        assertThat(e.getRetryAfterDuration()).isEqualTo(Duration.ofMillis(1));
                    });
        }
    }

    @Test
    void a_write_can_be_done_though_its_answer_is_lost() {
        account.endpoint.faults().add(new FaultRule(Access.WRITE, 1, 412, 0, 0, true, 1));
        assertStatus(412, () -> container.createItem(document("lost", "bern", 1)));
        assertThat(container.readItem("lost", BERN, JsonNode.class).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void faults_are_controlled_over_http() throws Exception {
        String rule = "{\"access\":\"READ\",\"status\":449,\"times\":1}";
        HttpRequest post = HttpRequest.newBuilder(uri("_local/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(rule))
                .build();
        assertThat(send(post).statusCode()).isEqualTo(201);
        assertThat(account.endpoint.faults().rules())
                .containsExactly(new FaultRule(Access.READ, 1, 449, 0, 0, false, 1));
        HttpRequest bad = HttpRequest.newBuilder(uri("_local/faults"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"status\":200}"))
                .build();
        assertThat(send(bad).statusCode()).isEqualTo(400);
        HttpRequest delete =
                HttpRequest.newBuilder(uri("_local/faults")).DELETE().build();
        assertThat(send(delete).statusCode()).isEqualTo(204);
        assertThat(account.endpoint.faults().rules()).isEmpty();
    }

    @Test
    void the_change_feed_delivers_each_document_once_in_its_latest_version() {
        CosmosContainer feed = account.container("changes", "/city");
        IntStream.range(0, 25).forEach(i -> feed.createItem(document("f" + i, "bern", i)));
        feed.upsertItem(document("f0", "bern", 99));
        feed.deleteItem("f1", BERN, null);

        CosmosChangeFeedRequestOptions start =
                CosmosChangeFeedRequestOptions.createForProcessingFromBeginning(FeedRange.forFullRange());
        start.setMaxItemCount(10);
        List<String> seen = new ArrayList<>();
        String continuation = drain(feed, start, seen);
        assertThat(seen)
                .hasSize(24)
                .doesNotHaveDuplicates()
                .doesNotContain("f1")
                .endsWith("f24", "f0");

        feed.upsertItem(document("f7", "bern", 1));
        List<String> more = new ArrayList<>();
        drain(feed, CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(continuation), more);
        assertThat(more).containsExactly("f7");
    }

    private static String drain(CosmosContainer feed, CosmosChangeFeedRequestOptions options, List<String> seen) {
        String continuation = "";
        for (FeedResponse<JsonNode> page :
                feed.queryChangeFeed(options, JsonNode.class).iterableByPage()) {
            page.getResults().forEach(change -> seen.add(change.path("id").asText()));
            continuation = page.getContinuationToken();
        }
        return continuation;
    }

    private URI uri(String path) {
        return URI.create(account.endpoint.address() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void assertStatus(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CosmosException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(status));
    }
}
