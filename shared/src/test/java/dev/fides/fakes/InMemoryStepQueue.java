package dev.fides.fakes;

import dev.fides.queue.StepMessage;
import dev.fides.queue.StepMessageCodec;
import dev.fides.queue.StepQueue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Step messages in memory; without sessions, so that a test may deliver them in any order, twice, or never. */
public final class InMemoryStepQueue implements StepQueue {

    private record Message(String body, Instant dueAt) {}

    private final ManualClock clock;
    private final StepMessageCodec codec = new StepMessageCodec();
    private final List<Message> messages = new ArrayList<>();
    private final Faults faults = new Faults();

    public InMemoryStepQueue(ManualClock clock) {
        this.clock = clock;
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public synchronized void send(StepMessage message, Optional<Instant> notBefore) {
        String what = "send step " + message.step() + ": sync " + message.sync() + ", run " + message.runId();
        faults.beforeCall(what);
        Instant due = notBefore.filter(clock.instant()::isBefore).orElse(clock.instant());
        messages.add(new Message(text(message), due));
        messages.sort(Comparator.comparing(Message::dueAt));
        faults.afterWrite(what);
    }

    /** Takes the first message that is due. */
    public synchronized Optional<StepMessage> take() {
        if (messages.isEmpty() || messages.get(0).dueAt().isAfter(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(codec.decode(messages.remove(0).body()));
    }

    /**
     * Hands the first message that is due to a handler; a message whose handler throws is put back.
     *
     * @return whether there was one
     */
    public boolean deliverNext(Consumer<StepMessage> handler) {
        Optional<StepMessage> message = take();
        message.ifPresent(step -> {
            try {
                handler.accept(step);
            } catch (RuntimeException | Error e) {
                putBack(step);
                throw e;
            }
        });
        return message.isPresent();
    }

    /** Delivers until nothing is due now; returns how many messages that were. */
    public int deliverAll(Consumer<StepMessage> handler) {
        int delivered = 0;
        while (deliverNext(handler)) {
            delivered++;
        }
        return delivered;
    }

    /** Delivers the next message twice, as a queue may. */
    public synchronized void doubleNext() {
        messages.add(0, messages.get(0));
    }

    /** Loses everything that waits. */
    public synchronized void clear() {
        messages.clear();
    }

    /** What waits, due or not. */
    public synchronized List<StepMessage> waiting() {
        return messages.stream().map(message -> codec.decode(message.body())).toList();
    }

    /** When the first message that is not due yet comes due. */
    public synchronized Optional<Instant> nextDue() {
        return messages.stream()
                .map(Message::dueAt)
                .filter(clock.instant()::isBefore)
                .findFirst();
    }

    private synchronized void putBack(StepMessage step) {
        messages.add(0, new Message(text(step), clock.instant()));
    }

    private String text(StepMessage message) {
        return new String(codec.encode(message), StandardCharsets.UTF_8);
    }
}
