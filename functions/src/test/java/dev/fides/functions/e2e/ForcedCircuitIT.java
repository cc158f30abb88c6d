package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.servicebus.broker.QueueCounts;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator stops all calls of one target while an import runs, and lets them go again. */
@ExtendWith(SharedMachine.class)
class ForcedCircuitIT {

    private static final String CHANGES = "fides-changes";
    private static final int EDITS = 100;

    private final Machine machine;
    private final Api api;

    ForcedCircuitIT(RunningApp app) {
        this.machine = app.inStep().machine();
        this.api = app.api();
    }

    @AfterEach
    void letTheCallsDecide() {
        force("auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "auto"})
    void changes_wait_while_a_circuit_is_forced_open_and_drain_by_themselves_afterwards(String afterwards) {
        machine.host().control().change(EDITS);
        QueueCounts before = machine.serviceBus().counts(CHANGES);
        Instant asked = Instant.now();
        JsonNode forced = force("open");

        URI location = api.start(Definitions.CITIES, "import", "");
        Poll.untilTrue("all changes are put off", () -> isWaiting(location));

        assertThat(machine.target().control().counter("requests")).isZero();
        assertThat(api.run(location).counter("pending")).isEqualTo(EDITS);
        requireForcedOpen(forced, asked);
        requireForcedOpen(api.get("syncs/cities").json().at("/circuits/target"), asked);
        Poll.untilTrue(
                "health, which looks every few seconds, names the circuit",
                () -> api.get("health").json().path("openCircuits").toString().equals("[\"cities/target\"]"));
        assertThat(api.isHealthy()).isTrue();
        requireThatTheOtherSyncGoesOn(afterwards);

        force(afterwards);
        machine.serviceBus().releaseScheduled();
        RunView run = api.await(location).requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("published")).isEqualTo(EDITS);
        assertThat(machine.target().control().counter("writes")).isEqualTo(EDITS);
        machine.requireInStep();
        assertThat(machine.serviceBus().counts())
                .allSatisfy(queue -> assertThat(queue.deadLettered()).isZero());
        assertThat(machine.serviceBus().counts(CHANGES).failedDeliveries()).isEqualTo(before.failedDeliveries());
    }

    private JsonNode force(String state) {
        Reply reply = api.post("syncs/cities/circuits/target", "{\"state\": \"" + state + "\"}");
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply.json();
    }

    private boolean isWaiting(URI location) {
        QueueCounts changes = machine.serviceBus().counts(CHANGES);
        return api.run(location).status().equals("PUBLISHING")
                && changes.scheduled() > 0
                && changes.scheduled() == changes.total();
    }

    private static void requireForcedOpen(JsonNode circuit, Instant asked) {
        assertThat(circuit.path("state").asText()).isEqualTo("open");
        assertThat(circuit.path("mode").asText()).isEqualTo("open");
        assertThat(circuit.path("by").asText()).isNotBlank();
        assertThat(Instant.parse(circuit.path("since").asText()))
                .isBetween(asked.minusSeconds(1), Instant.now().plusSeconds(1));
    }

    private void requireThatTheOtherSyncGoesOn(String text) {
        String id = "forced-" + text;
        machine.noteHost().put(id, text);
        api.runImport(Definitions.NOTES).requireStatus("COMPLETED");
        assertThat(MappedHost.targetDocuments(machine.noteTarget().uri())).containsKey(id);
    }
}
