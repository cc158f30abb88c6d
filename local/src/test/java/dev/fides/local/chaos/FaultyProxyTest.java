package dev.fides.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.demo.Counters;
import dev.fides.local.demo.target.DemoTarget;
import dev.fides.local.demo.target.DemoTargetSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {

    private static final int ENOUGH = 150;

    /** Short, since every answer that is held back costs so much; all that it must allow for is one answer in time. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Counters tally = new Counters();
    private final FaultPlan plan = new FaultPlan(new SplittableRandom(7), tally);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DemoTarget target;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        target = DemoTarget.start(DemoTargetSettings.onPort(0));
        proxy = FaultyProxy.start(target.uri(), plan);
    }

    @AfterEach
    void close() {
        proxy.close();
        target.close();
    }

    @Test
    void without_faults_it_is_not_noticed() throws Exception {
        assertThat(put(1).statusCode()).isEqualTo(201);
        HttpResponse<String> read = client.send(request("/docs/1").GET().build(), BodyHandlers.ofString());
        assertThat(new ObjectMapper().readTree(read.body()).path("number").asInt())
                .isEqualTo(1);
        assertThat(client.send(request("/docs/1").DELETE().build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);
        assertThat(tally.sum()).isZero();
    }

    @Test
    void what_is_answered_as_done_is_done_whatever_else_fails() throws Exception {
        plan.turn(true);
        Set<Integer> answeredAsDone = new HashSet<>();
        int lost = 0;
        for (int number = 0; number < ENOUGH; number++) {
            try {
                if (put(number).statusCode() < 300) {
                    answeredAsDone.add(number);
                }
            } catch (IOException e) {
                lost++;
            }
        }
        plan.turn(false);

        assertThat(answeredAsDone)
                .isNotEmpty()
                .allSatisfy(number -> assertThat(target.control().document(String.valueOf(number)))
                        .isPresent());
        assertThat(lost).as("requests without an answer").isPositive();
        assertThat(target.control().size()).as("some of them were carried out").isGreaterThan(answeredAsDone.size());
        assertThat(tally.sum()).isPositive();
    }

    private HttpResponse<String> put(int number) throws IOException, InterruptedException {
        return client.send(
                request("/docs/" + number)
                        .PUT(BodyPublishers.ofString("{\"number\":" + number + "}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(proxy.uri() + path)).timeout(PATIENCE);
    }
}
