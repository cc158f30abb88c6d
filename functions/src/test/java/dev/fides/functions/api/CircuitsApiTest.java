package dev.fides.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.engine.Engine;
import dev.fides.limits.SharedCircuit;
import dev.fides.limits.SharedCircuit.Mode;
import dev.fides.limits.SharedCircuits;
import dev.fides.operations.Audit;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import dev.fides.sync.Sync;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitsApiTest {

    private static final ConnectionId TARGET = new ConnectionId("cities", Side.TARGET);
    private static final Instant UNTIL = Instant.parse("2026-01-01T00:15:00Z");

    private final SharedCircuits circuits = mock(SharedCircuits.class);
    private final Sync sync = mock(Sync.class);
    private final CircuitsApi api = new CircuitsApi(mock(Engine.class), circuits, mock(Audit.class));

    @Test
    void a_wait_that_a_service_asked_for_shows_although_its_circuit_is_closed() {
        SharedCircuit.Pause pause = new SharedCircuit.Pause(UNTIL, "status 429");
        when(sync.name()).thenReturn("cities");
        when(circuits.circuit(any())).thenReturn(closed());
        when(circuits.pause(any())).thenReturn(Optional.empty());
        when(circuits.pause(TARGET)).thenReturn(Optional.of(pause));
        when(circuits.reason(TARGET)).thenReturn("the target asked to wait until " + UNTIL + ": status 429");

        JsonNode view = api.view(sync);

        assertThat(view.path("target").path("state").asText()).isEqualTo("closed");
        assertThat(view.path("target").path("waitsUntil").asText()).isEqualTo(UNTIL.toString());
        assertThat(view.path("target").path("why").asText()).startsWith("the target asked to wait until 2026-01-01");
        assertThat(view.path("host").has("waitsUntil")).isFalse();
    }

    private static SharedCircuit closed() {
        return new SharedCircuit(
                Mode.AUTO,
                false,
                Instant.EPOCH,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
