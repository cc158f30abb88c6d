package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Fides stands on cannot be reached in the middle of an import, until the app has noticed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutagesIT {

    private static final int RECORDS = 1_000;
    private static final int EDITS = 600;
    private static final String CHANGES = "fides-changes";

    private Machine machine;
    private Wire cosmos;
    private Wire serviceBus;
    private RunningApp app;
    private Api api;

    @BeforeAll
    void start() throws Exception {
        machine = Machine.start("outages", RECORDS);
        cosmos = new Wire(machine.cosmos().port());
        serviceBus = new Wire(machine.serviceBus().port());
        // A busy machine may lose a claim besides what these tests do.
        machine.set("FIDES_STEP_FAILURES", "3");
        machine.reachCosmosThrough(cosmos);
        machine.reachServiceBusThrough(serviceBus);
        app = RunningApp.start(machine);
        api = app.api();
    }

    @AfterAll
    void close() throws IOException {
        machine.close();
        cosmos.close();
        serviceBus.close();
    }

    @BeforeEach
    void change() {
        app.inStep();
        machine.host().control().change(EDITS);
    }

    @Test
    void an_import_during_which_cosmos_db_cannot_be_reached_for_a_while_completes_by_itself() throws Exception {
        machine.host().control().latency(Duration.ofMillis(400));
        machine.target().control().latency(Duration.ofMillis(400));
        URI location = api.start(Definitions.CITIES, "import", "");
        Poll.untilTrue(
                "something is published", () -> machine.target().control().counter("writes") > 0);
        assertThat(api.run(location).hasEnded()).isFalse();

        cosmos.cut();
        requireUnavailable("cosmos", "serviceBus");
        Poll.untilTrue(
                "changes are put off",
                () -> machine.serviceBus().counts(CHANGES).scheduled() > 0);
        assertThat(api.get("syncs/cities").status()).isEqualTo(503);
        cosmos.mend();

        requireRecovery(location);
    }

    @Test
    void an_import_during_which_service_bus_cannot_be_reached_for_a_while_completes_by_itself() throws Exception {
        machine.host().control().latency(Duration.ofMillis(700));
        URI location = api.start(Definitions.CITIES, "import", "");
        Poll.untilTrue("two pages are read", () -> api.run(location).counter("read") >= 2 * Definitions.PAGE);

        serviceBus.cut();
        requireUnavailable("serviceBus", "cosmos");
        // The step lives on while its client holds out, which is longer than a claim does; then it fails, and cannot be
        // queued.
        Poll.untilTrue("the step has failed", () -> !api.run(location).error().isEmpty());
        assertThat(api.run(location).error()).doesNotContain("gave no sign of life");
        serviceBus.mend();

        requireRecovery(location);
    }

    private void requireUnavailable(String away, String there) {
        Reply reply = api.awaitUnhealthy();
        assertThat(reply.json().path("status").asText()).isEqualTo("unavailable");
        assertThat(reply.json().at("/checks/" + away).asText()).isNotBlank().isNotEqualTo("ok");
        assertThat(reply.json().at("/checks/" + there).asText()).isEqualTo("ok");
    }

    private void requireRecovery(URI location) {
        machine.host().control().latency(Duration.ZERO);
        machine.target().control().latency(Duration.ZERO);
        Poll.untilTrue("the app is healthy again", api::isHealthy);

        RunView run = api.awaitSupervised(location).requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("read")).isEqualTo(RECORDS);
        assertThat(run.counter("failed")).isZero();
        machine.requireInStep();
        assertThat(machine.serviceBus().counts())
                .allSatisfy(queue -> assertThat(queue.deadLettered()).isZero());
        assertThat(app.runImport().requireStatus("COMPLETED").counter("changed"))
                .isZero();
    }
}
