package dev.fides.engine;

import dev.fides.events.EventMessage;
import dev.fides.model.ChangeBatch;
import dev.fides.model.PermanentException;
import dev.fides.model.Priority;
import dev.fides.queue.ChangeBatchCodec;
import dev.fides.queue.ChangeDelivery;
import dev.fides.queue.QueueNames;
import dev.fides.queue.RejectedMessage;
import dev.fides.queue.RejectedQueue;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepMessageCodec;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.Instants;
import dev.fides.sync.incoming.EventReceiver;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes messages as they come out of the queues; those that nobody can read are kept for a person, with the reason. */
public final class MessageIntake {

    private final Engine engine;
    private final RejectedQueue rejected;
    private final Clock clock;
    private final Supplier<String> ids;
    private final ReturnedMessages returned;
    private final ChangeBatchCodec changes = new ChangeBatchCodec();
    private final StepMessageCodec steps = new StepMessageCodec();

    public MessageIntake(Engine engine, RejectedQueue rejected, EngineEnvironment around) {
        this.engine = engine;
        this.rejected = rejected;
        this.clock = around.clock();
        this.ids = around.uniqueIds();
        this.returned = new ReturnedMessages(around);
    }

    /**
     * Publishes a message of a change queue.
     *
     * @param enqueuedAt when the queue accepted it
     * @param deliveryCount 1 for the first delivery
     */
    public void changes(String body, Priority priority, String messageId, Instant enqueuedAt, int deliveryCount) {
        returned.slowly(deliveryCount, () -> publish(body, priority, messageId, enqueuedAt, deliveryCount));
    }

    private void publish(String body, Priority priority, String messageId, Instant enqueuedAt, int deliveryCount) {
        String queue = priority == Priority.HIGH ? QueueNames.CHANGES_PRIORITY : QueueNames.CHANGES;
        Optional<ChangeBatch> batch = read(queue, body, changes::decode, ChangeBatch::sync);
        batch.ifPresent(readable -> engine.publisher()
                .publish(new ChangeDelivery(readable, priority, messageId, enqueuedAt, deliveryCount)));
    }

    /**
     * Does the step that a message of the step queue asks for.
     *
     * @param owner names this invocation
     * @param deliveryCount 1 for the first delivery
     */
    public void step(String body, String owner, int deliveryCount) {
        returned.slowly(
                deliveryCount,
                () -> read(QueueNames.STEPS, body, steps::decode, StepMessage::sync)
                        .ifPresent(readable -> engine.steps().run(readable, owner)));
    }

    /**
     * Takes in a message of the queue of host events.
     *
     * @param deliveryCount 1 for the first delivery
     */
    public void events(EventReceiver receiver, String body, int deliveryCount) {
        returned.slowly(deliveryCount, () -> receiver.receive(QueueNames.HOST_EVENTS, EventMessage.ofBody(body)));
    }

    private <T> Optional<T> read(String queue, String body, Function<String, T> decode, Function<T, String> syncName) {
        try {
            T message = decode.apply(body);
            engine.syncs().get(syncName.apply(message));
            return Optional.of(message);
        } catch (PermanentException e) {
            rejected.put(new RejectedMessage(ids.get(), queue, body, e.getMessage(), Instants.now(clock)));
            return Optional.empty();
        }
    }
}
