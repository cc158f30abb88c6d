package dev.fides.sync.incoming;

import dev.fides.config.HostEvents;
import dev.fides.events.EventMessage;
import dev.fides.events.EventParser;
import dev.fides.events.MessageContent;
import dev.fides.events.Signature;
import dev.fides.events.UnreadableEvent;
import dev.fides.events.Wording;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.RejectedMessage;
import dev.fides.queue.RejectedQueue;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.send.ChangeSender;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns what hosts say of their changes into refreshes ahead of all imports. The host is not asked here, so that events
 * are accepted at once, also while it is down; when a call returns, the queue has everything.
 */
public final class EventReceiver {

    /** Where events come from that Event Grid hands to its trigger. */
    public static final String EVENT_GRID = "event-grid";

    private final Syncs syncs;
    private final ChangeSender sender;
    private final RejectedQueue rejected;
    private final Supplier<String> ids;
    private final Clock clock;
    private final EngineListener listener;
    private final EventParser parser = new EventParser();

    /** @param ids gives a new, unique text at every call */
    public EventReceiver(
            Syncs syncs,
            ChangeSender sender,
            RejectedQueue rejected,
            Supplier<String> ids,
            Clock clock,
            EngineListener listener) {
        this.syncs = syncs;
        this.sender = sender;
        this.rejected = rejected;
        this.ids = ids;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Takes what was posted to the webhook of a sync.
     *
     * @throws dev.fides.model.RetryableException when the queue cannot be reached; the host is to call again
     */
    public EventAnswer webhook(String syncName, EventMessage message) {
        Optional<Sync> sync = syncs.find(syncName)
                .filter(found -> found.definition().host().events().isPresent());
        if (sync.isEmpty()) {
            listener.hostEvents(EventReceipt.ofIgnored());
            return new EventAnswer.NobodyListens(
                    "there is no sync named " + syncName + " that listens to events (host.events)");
        }
        HostEvents listening = sync.get().definition().host().events().orElseThrow();
        Optional<String> fault =
                listening.signature().flatMap(form -> new Signature(form).fault(message, clock.instant()));
        if (fault.isPresent()) {
            String reason = fault.get() + ": sync " + syncName;
            listener.hostEvents(EventReceipt.ofRejected(reason));
            return new EventAnswer.BadSignature(reason);
        }
        MessageContent content = parser.parse(message).of(message, listening);
        if (content instanceof MessageContent.Validation validation) {
            return new EventAnswer.Validated(validation.code());
        }
        if (content instanceof MessageContent.Unreadable unreadable) {
            listener.hostEvents(EventReceipt.ofRejected(unreadable.reason()));
            return new EventAnswer.Unreadable(unreadable.reason() + ": sync " + syncName);
        }
        return fromWebhook(sync.get(), (MessageContent.Events) content);
    }

    private EventAnswer fromWebhook(Sync sync, MessageContent.Events events) {
        EventRouter.Routes routes = new EventRouter(List.of(sync), Wording.EXACT).route(events);
        EventReceipt receipt = routes.receipt();
        boolean nothingUsable = receipt.accepted() + receipt.ignored() == 0;
        if (nothingUsable && !receipt.rejected().isEmpty()) {
            listener.hostEvents(receipt);
            return new EventAnswer.Unreadable(receipt.rejected().get(0));
        }
        hand(routes, "events/" + sync.name());
        return new EventAnswer.Accepted(receipt);
    }

    /**
     * Takes a message that came over a queue or from Event Grid and does not say which sync it is for. What nobody can
     * read is kept for a person; calling again after a fault does no harm.
     *
     * @param origin the queue's name, or another word for where it came from
     * @throws dev.fides.model.RetryableException when the queues cannot be reached
     */
    public EventReceipt receive(String origin, EventMessage message) {
        MessageContent content = parser.parse(message);
        if (content instanceof MessageContent.Unreadable unreadable) {
            EventReceipt receipt = EventReceipt.ofRejected(unreadable.reason());
            keep(origin, new UnreadableEvent(message.body(), unreadable.reason()));
            listener.hostEvents(receipt);
            return receipt;
        }
        if (content instanceof MessageContent.Validation) {
            listener.hostEvents(EventReceipt.ofIgnored());
            return EventReceipt.ofIgnored();
        }
        EventRouter.Routes routes =
                new EventRouter(syncs.all(), wording(origin)).route((MessageContent.Events) content);
        hand(routes, origin);
        return routes.receipt();
    }

    /**
     * Takes once more what nobody could read, after the definitions were corrected.
     *
     * @param origin where it came from the first time
     * @return empty when it still names no records; nothing was done then
     */
    public Optional<EventReceipt> resend(String origin, EventMessage message) {
        MessageContent content = parser.parse(message);
        if (!(content instanceof MessageContent.Events events)) {
            return Optional.empty();
        }
        EventRouter.Routes routes = new EventRouter(syncs.all(), wording(origin)).route(events);
        if (routes.accepted() == 0 || !routes.unusable().isEmpty()) {
            return Optional.empty();
        }
        hand(routes, "rejected");
        return Optional.of(routes.receipt());
    }

    private static Wording wording(String origin) {
        return origin.equals(EVENT_GRID) ? Wording.REWRITTEN : Wording.EXACT;
    }

    /** Refreshes first: they are what matters, and sending them twice after a fault does no harm. */
    private void hand(EventRouter.Routes routes, String origin) {
        routes.keys().forEach((sync, keys) -> sender.send(sync, refreshes(keys), Priority.HIGH));
        routes.unusable().forEach(event -> keep(origin, event));
        listener.hostEvents(routes.receipt());
    }

    private static List<Change> refreshes(Collection<RecordKey> keys) {
        return keys.stream()
                .<Change>map(key -> new Change.Refresh(key, RefreshReason.EVENT))
                .toList();
    }

    private void keep(String origin, UnreadableEvent event) {
        rejected.put(new RejectedMessage(ids.get(), origin, event.text(), event.reason(), Instants.now(clock)));
    }
}
