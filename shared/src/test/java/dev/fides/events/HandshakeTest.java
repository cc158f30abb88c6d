package dev.fides.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    @Test
    void a_sender_that_asks_is_allowed_any_rate() {
        EventMessage asking = new EventMessage(Map.of("WebHook-Request-Origin", "eventgrid.azure.net"), "");

        assertThat(Handshake.answer(asking))
                .containsEntry("WebHook-Allowed-Origin", "eventgrid.azure.net")
                .containsEntry("WebHook-Allowed-Rate", "*");
    }

    @Test
    void no_origin_and_no_proper_origin_is_allowed_nothing() {
        EventMessage splitting = new EventMessage(Map.of("WebHook-Request-Origin", "a\r\nSet-Cookie: b"), "");

        assertThat(Handshake.answer(splitting)).containsOnlyKeys("Allow");
        assertThat(Handshake.answer(EventMessage.ofBody(""))).containsOnlyKeys("Allow");
    }
}
