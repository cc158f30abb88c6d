package dev.fides.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.PermanentException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepMessageCodecTest {

    private final StepMessageCodec codec = new StepMessageCodec();

    @Test
    void what_was_written_is_read_again() {
        StepMessage message = new StepMessage("cities", "run", 4, Optional.of("00-trace-span-01"));

        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    @Test
    void another_version_is_refused_with_the_one_expected() {
        assertThatThrownBy(() -> codec.decode("{\"schemaVersion\":9,\"sync\":\"s\",\"runId\":\"r\",\"step\":0}"))
                .isInstanceOf(PermanentException.class)
                .hasMessage("not a readable step message: expected schemaVersion 1, found 9");
    }

    @Test
    void a_message_without_a_step_number_is_refused() {
        assertThatThrownBy(() -> codec.decode("{\"schemaVersion\":1,\"sync\":\"s\",\"runId\":\"r\"}"))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("step");
    }
}
