package dev.fides.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.fakes.OddKeys;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.LedgerRef;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every change queue does. */
public abstract class ChangeQueueContract {

    private static final Hash HASH = new Hash("AAAAAAAAAAAAAAAAAAAAAA");
    private static final Instant OBSERVED = Instant.parse("2026-02-03T04:05:06.070Z");

    private final String sync = "sync-" + UUID.randomUUID();

    protected abstract ChangeQueue queue();

    /** Takes the next message of a lane that is due, for good; empty when there is none. */
    protected abstract Optional<ChangeDelivery> take(Priority priority, String ofSync, int lane);

    protected abstract Instant now();

    protected abstract void advance(Duration time);

    @Test
    void a_batch_arrives_as_it_was_sent() {
        ChangeBatch batch = new ChangeBatch(
                sync,
                2,
                Optional.of(new LedgerRef("run", "ledger")),
                OddKeys.all().stream().map(ChangeQueueContract::upsert).toList(),
                3,
                Optional.of("00-trace-span-01"));

        send(batch, Priority.NORMAL);

        ChangeDelivery delivery = take(Priority.NORMAL, sync, 2).orElseThrow();
        assertThat(delivery.batch()).isEqualTo(batch);
        assertThat(delivery.priority()).isEqualTo(Priority.NORMAL);
        assertThat(delivery.deliveryCount()).isEqualTo(1);
        assertThat(Duration.between(delivery.enqueuedAt(), now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void batches_of_a_lane_arrive_in_the_order_in_which_they_were_sent() {
        List<ChangeBatch> batches =
                IntStream.range(0, 40).mapToObj(i -> batch(1, refresh("k" + i))).toList();

        queue().send(batches.stream().map(b -> at(b, Priority.NORMAL)).toList());

        assertThat(taken(Priority.NORMAL, 1)).containsExactlyElementsOf(batches);
    }

    @Test
    void a_batch_waits_in_its_own_lane_and_queue() {
        queue().send(List.of(
                at(batch(0, refresh("a")), Priority.NORMAL),
                at(batch(1, refresh("b")), Priority.NORMAL),
                at(batch(0, refresh("c")), Priority.HIGH)));

        assertThat(taken(Priority.HIGH, 0)).containsExactly(batch(0, refresh("c")));
        assertThat(taken(Priority.NORMAL, 1)).containsExactly(batch(1, refresh("b")));
        assertThat(taken(Priority.NORMAL, 0)).containsExactly(batch(0, refresh("a")));
    }

    @Test
    void equal_batches_are_messages_of_their_own() {
        send(batch(0, refresh("a")), Priority.NORMAL);
        send(batch(0, refresh("a")), Priority.NORMAL);

        String first = take(Priority.NORMAL, sync, 0).orElseThrow().messageId();
        assertThat(take(Priority.NORMAL, sync, 0).orElseThrow().messageId()).isNotEqualTo(first);
    }

    @Test
    void a_scheduled_batch_arrives_when_its_time_has_come_and_not_before() {
        ChangeBatch later = batch(0, refresh("later"));
        queue().send(List.of(
                new OutgoingBatch(later, Priority.NORMAL, Optional.of(now().plusSeconds(90))),
                at(batch(0, refresh("now")), Priority.NORMAL)));
        assertThat(taken(Priority.NORMAL, 0)).containsExactly(batch(0, refresh("now")));

        advance(Duration.ofSeconds(60));
        assertThat(take(Priority.NORMAL, sync, 0)).isEmpty();

        advance(Duration.ofSeconds(60));
        assertThat(take(Priority.NORMAL, sync, 0).orElseThrow().batch()).isEqualTo(later);
    }

    @Test
    void a_batch_scheduled_for_the_past_arrives_at_once() {
        ChangeBatch batch = batch(0, refresh("a"));
        queue().send(List.of(new OutgoingBatch(batch, Priority.HIGH, Optional.of(now().minusSeconds(5)))));

        assertThat(taken(Priority.HIGH, 0)).containsExactly(batch);
    }

    @Test
    void a_batch_of_the_greatest_size_arrives() {
        ChangeBatchCodec codec = new ChangeBatchCodec();
        int room = ChangeQueue.MAX_MESSAGE_BYTES - codec.encode(batch(0, upsert("a", ""))).length;
        ChangeBatch greatest = batch(0, upsert("a", "x".repeat(room)));
        assertThat(codec.encode(greatest)).hasSize(ChangeQueue.MAX_MESSAGE_BYTES);

        queue().send(List.of(
                at(greatest, Priority.NORMAL), at(greatest, Priority.NORMAL), at(greatest, Priority.NORMAL)));

        assertThat(taken(Priority.NORMAL, 0)).containsExactly(greatest, greatest, greatest);
    }

    @Test
    void a_batch_that_is_too_large_is_refused_and_nothing_is_sent() {
        ChangeBatch tooLarge = batch(0, upsert("a", "x".repeat(ChangeQueue.MAX_MESSAGE_BYTES)));
        List<OutgoingBatch> batches =
                List.of(at(batch(0, refresh("small")), Priority.NORMAL), at(tooLarge, Priority.NORMAL));

        assertThatThrownBy(() -> queue().send(batches))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sync);
        assertThat(take(Priority.NORMAL, sync, 0)).isEmpty();
    }

    @Test
    void sending_nothing_does_nothing() {
        queue().send(List.of());

        assertThat(take(Priority.NORMAL, sync, 0)).isEmpty();
    }

    private List<ChangeBatch> taken(Priority priority, int lane) {
        List<ChangeBatch> batches = new ArrayList<>();
        for (Optional<ChangeDelivery> next = take(priority, sync, lane);
                next.isPresent();
                next = take(priority, sync, lane)) {
            batches.add(next.get().batch());
        }
        return batches;
    }

    private void send(ChangeBatch batch, Priority priority) {
        queue().send(List.of(at(batch, priority)));
    }

    private static OutgoingBatch at(ChangeBatch batch, Priority priority) {
        return new OutgoingBatch(batch, priority, Optional.empty());
    }

    private ChangeBatch batch(int lane, Change... changes) {
        return new ChangeBatch(sync, lane, Optional.empty(), List.of(changes), 0, Optional.empty());
    }

    private static Change refresh(String key) {
        return new Change.Refresh(new RecordKey(key), RefreshReason.EVENT);
    }

    private static Change upsert(RecordKey key) {
        return upsert(key.value(), "x");
    }

    private static Change upsert(String key, String text) {
        return new Change.Upsert(
                new RecordKey(key),
                JsonNodeFactory.instance.objectNode().put("text", text),
                new DocumentHashes(HASH, HASH, "f"),
                OBSERVED,
                true);
    }
}
