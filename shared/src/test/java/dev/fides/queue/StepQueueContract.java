package dev.fides.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every step queue does. */
public abstract class StepQueueContract {

    private final String run = UUID.randomUUID().toString();

    protected abstract StepQueue queue();

    /** Takes the next message that is due, for good; empty when there is none. */
    protected abstract Optional<StepMessage> take();

    protected abstract Instant now();

    protected abstract void advance(Duration time);

    @Test
    void a_message_arrives_as_it_was_sent() {
        StepMessage message = new StepMessage("cities", run, 3, Optional.of("00-trace-span-01"));

        queue().send(message, Optional.empty());

        assertThat(take()).contains(message);
        assertThat(take()).isEmpty();
    }

    @Test
    void a_scheduled_message_arrives_when_its_time_has_come_and_not_before() {
        StepMessage message = new StepMessage("cities", run, 4, Optional.empty());

        queue().send(message, Optional.of(now().plusSeconds(90)));

        assertThat(take()).isEmpty();
        advance(Duration.ofSeconds(60));
        assertThat(take()).isEmpty();
        advance(Duration.ofSeconds(60));
        assertThat(take()).contains(message);
    }

    @Test
    void a_message_scheduled_for_the_past_arrives_at_once() {
        StepMessage message = new StepMessage("cities", run, 5, Optional.empty());

        queue().send(message, Optional.of(now().minusSeconds(90)));

        assertThat(take()).contains(message);
    }
}
