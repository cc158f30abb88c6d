package dev.fides.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.LostThread;
import dev.fides.engine.Engine;
import dev.fides.functions.http.Answer;
import dev.fides.json.Json;
import dev.fides.operations.LostThreads;
import dev.fides.queue.RejectedQueue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthApiTest {

    private final LostThreads lost = mock(LostThreads.class);
    private final RejectedQueue rejected = mock(RejectedQueue.class);
    private final CircuitsApi circuits = mock(CircuitsApi.class);
    private final HealthApi api = new HealthApi(
            mock(Engine.class, RETURNS_DEEP_STUBS),
            rejected,
            circuits,
            lost,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            () -> {});

    @BeforeEach
    void answer() {
        when(rejected.list(anyInt())).thenReturn(List.of());
        when(circuits.open()).thenReturn(Views.object().arrayNode());
    }

    @Test
    void an_app_that_can_do_its_work_is_ok() {
        when(lost.all()).thenReturn(List.of());

        Answer answer = api.health();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(view(answer).path("status").asText()).isEqualTo("ok");
    }

    @Test
    void a_mapping_that_hangs_is_told_with_its_sync_and_without_the_record() {
        when(lost.all()).thenReturn(List.of(new LostThread("cities", "secret-key", Instant.EPOCH)));

        Answer answer = api.health();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(view(answer).path("status").asText()).isEqualTo("degraded");
        assertThat(view(answer).path("hangingMappings"))
                .isEqualTo(Json.parse("[{\"sync\":\"cities\",\"since\":\"1970-01-01T00:00:00Z\"}]"));
        assertThat(answer.toString()).doesNotContain("secret-key");
    }

    @Test
    void however_often_anybody_asks_nothing_is_read_more_often_than_the_services_are_looked_at() {
        when(lost.all()).thenReturn(List.of());

        for (int i = 0; i < 100; i++) {
            api.health();
        }

        verify(lost, times(1)).all();
        verify(circuits, times(1)).open();
        verify(rejected, times(1)).list(anyInt());
    }

    private static JsonNode view(Answer answer) {
        return Json.parse(answer.body().orElseThrow());
    }
}
