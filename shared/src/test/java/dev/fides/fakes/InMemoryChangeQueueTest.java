package dev.fides.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.fakes.InMemoryChangeQueue.Lane;
import dev.fides.fakes.InMemoryChangeQueue.Locked;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.ChangeDelivery;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.ChangeQueueContract;
import dev.fides.queue.OutgoingBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryChangeQueueTest extends ChangeQueueContract {

    private static final Lane LANE = new Lane(Priority.NORMAL, "cities", 0);

    private final ManualClock clock = new ManualClock();
    private final InMemoryChangeQueue queue = new InMemoryChangeQueue(clock);

    @Test
    void a_lane_has_one_consumer_at_a_time() {
        send("a", "b");
        Locked first = queue.receive(LANE).orElseThrow();

        assertThat(queue.receive(LANE)).isEmpty();
        assertThat(first.complete()).isTrue();
        assertThat(keyOf(queue.receive(LANE).orElseThrow().delivery())).isEqualTo("b");
    }

    @Test
    void a_message_whose_lock_ran_out_is_delivered_again() {
        send("a");
        Locked first = queue.receive(LANE).orElseThrow();
        clock.advance(InMemoryChangeQueue.LOCK);

        ChangeDelivery second = queue.receive(LANE).orElseThrow().delivery();

        assertThat(second.deliveryCount()).isEqualTo(2);
        assertThat(second.messageId()).isEqualTo(first.delivery().messageId());
        assertThat(first.complete()).isFalse();
    }

    @Test
    void a_message_whose_handler_fails_is_the_next_one_again() {
        send("a", "b");

        assertThatThrownBy(() -> queue.deliverNext(LANE, delivery -> {
                    throw new IllegalStateException("handler");
                }))
                .hasMessage("handler");

        assertThat(keyOf(queue.receive(LANE).orElseThrow().delivery())).isEqualTo("a");
    }

    @Test
    void messages_can_be_doubled_and_reordered() {
        send("a", "b", "c");
        queue.doubleNext(LANE);
        queue.overtake(LANE, 2);

        List<String> keys = new ArrayList<>();
        assertThat(queue.deliverAll(delivery -> keys.add(keyOf(delivery)))).isEqualTo(4);

        assertThat(keys).containsExactly("c", "a", "b", "a");
    }

    @Test
    void messages_vanish_after_their_time_to_live() {
        send("a");
        clock.advance(InMemoryChangeQueue.TIME_TO_LIVE);

        assertThat(queue.receive(LANE)).isEmpty();
        assertThat(queue.size()).isZero();
    }

    private void send(String... keys) {
        for (String key : keys) {
            Change change = new Change.Refresh(new RecordKey(key), RefreshReason.EVENT);
            ChangeBatch batch = new ChangeBatch("cities", 0, Optional.empty(), List.of(change), 0, Optional.empty());
            queue.send(List.of(new OutgoingBatch(batch, Priority.NORMAL, Optional.empty())));
        }
    }

    private static String keyOf(ChangeDelivery delivery) {
        return delivery.batch().changes().get(0).key().value();
    }

    @Override
    protected ChangeQueue queue() {
        return queue;
    }

    @Override
    protected Optional<ChangeDelivery> take(Priority priority, String ofSync, int lane) {
        return queue.receive(new Lane(priority, ofSync, lane)).map(locked -> {
            locked.complete();
            return locked.delivery();
        });
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
