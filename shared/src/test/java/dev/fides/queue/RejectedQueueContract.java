package dev.fides.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every queue of rejected messages does. */
public abstract class RejectedQueueContract {

    protected abstract RejectedQueue queue();

    @BeforeEach
    void empty() {
        queue().list(1000).forEach(message -> queue().remove(message.id()));
    }

    @Test
    void a_message_is_kept_as_it_was_put() {
        RejectedMessage message = message("not { json \u0000 \" ü");

        queue().put(message);

        assertThat(queue().list(10)).containsExactly(message);
    }

    @Test
    void listing_takes_nothing_out() {
        queue().put(message("a"));
        queue().list(10);

        assertThat(queue().list(10)).hasSize(1);
    }

    @Test
    void messages_are_listed_oldest_first_up_to_the_limit() {
        IntStream.range(0, 30).forEach(i -> queue().put(message("m" + i)));

        assertThat(queue().list(3)).extracting(RejectedMessage::body).containsExactly("m0", "m1", "m2");
        assertThat(queue().list(100)).hasSize(30);
    }

    @Test
    void a_message_is_taken_out_by_its_id_and_only_once() {
        IntStream.range(0, 5).forEach(i -> queue().put(message("m" + i)));
        RejectedMessage wanted = queue().list(10).get(3);

        assertThat(queue().remove(wanted.id())).contains(wanted);
        assertThat(queue().remove(wanted.id())).isEmpty();
        assertThat(queue().list(10))
                .extracting(RejectedMessage::body)
                .containsExactlyInAnyOrder("m0", "m1", "m2", "m4");
    }

    @Test
    void a_large_message_is_kept() {
        RejectedMessage message = message("x".repeat(150_000));

        queue().put(message);

        assertThat(queue().remove(message.id())).contains(message);
    }

    private static RejectedMessage message(String body) {
        return new RejectedMessage(
                UUID.randomUUID().toString(),
                "fides-changes",
                body,
                "expected JSON",
                Instant.parse("2026-02-03T04:05:06.070Z"));
    }
}
