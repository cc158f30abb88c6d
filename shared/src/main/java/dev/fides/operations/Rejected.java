package dev.fides.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.events.EventMessage;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.RejectedMessage;
import dev.fides.queue.RejectedQueue;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.incoming.EventReceiver;
import dev.fides.sync.send.ChangeSender;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages that nobody could read: shown, sent on as refreshes where they name records, or thrown away. */
public final class Rejected {

    /** So many messages are looked through for one; who has more must first throw some away. */
    public static final int MOST = 1_000;

    private final RejectedQueue queue;
    private final Syncs syncs;
    private final ChangeSender sender;
    private final EventReceiver events;

    public Rejected(RejectedQueue queue, Syncs syncs, ChangeSender sender, EventReceiver events) {
        this.queue = queue;
        this.syncs = syncs;
        this.sender = sender;
        this.events = events;
    }

    /** What came of the wish to send a message on. */
    public sealed interface Resubmission {

        /** Its records will be looked at; the message is gone. */
        record Sent(int refreshes) implements Resubmission {}

        /** It names no records that anybody knows; it is still there. */
        record NoKeys(String reason) implements Resubmission {}

        /** There is no such message. */
        record Missing() implements Resubmission {}
    }

    /** Oldest first, at most {@value #MOST}. */
    public List<RejectedMessage> list(int limit) {
        return queue.list(Math.min(limit, MOST));
    }

    /** Throws a message away; empty when there is none of this id. */
    public Optional<RejectedMessage> delete(String id) {
        return queue.remove(id);
    }

    /** Sends a message on as refreshes, then takes it out; a crash in between sends it twice, which is harmless. */
    public Resubmission resubmit(String id) {
        Optional<RejectedMessage> message = queue.list(MOST).stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
        if (message.isEmpty()) {
            return new Resubmission.Missing();
        }
        Resubmission result = send(message.get());
        if (result instanceof Resubmission.Sent) {
            queue.remove(id);
        }
        return result;
    }

    private Resubmission send(RejectedMessage message) {
        JsonNode json;
        try {
            json = Json.parse(message.body());
        } catch (InvalidJsonException e) {
            return new Resubmission.NoKeys("the body is not JSON: " + e.getMessage() + ": message " + message.id());
        }
        Optional<Sync> sync = syncs.find(json.path("sync").asText());
        Set<RecordKey> keys = keysOfChanges(json);
        if (sync.isPresent() && !keys.isEmpty()) {
            List<Change> refreshes = keys.stream()
                    .<Change>map(key -> new Change.Refresh(key, RefreshReason.REQUEST))
                    .toList();
            sender.send(sync.get(), refreshes, Priority.NORMAL);
            return new Resubmission.Sent(refreshes.size());
        }
        Optional<EventReceipt> receipt = events.resend(message.queue(), EventMessage.ofBody(message.body()));
        if (receipt.isEmpty()) {
            return new Resubmission.NoKeys("it names no records of a sync that is defined (" + message.reason()
                    + "); correct the definition and" + " try again, or delete the message: message " + message.id());
        }
        return new Resubmission.Sent(receipt.get().refreshes().values().stream()
                .mapToInt(Integer::intValue)
                .sum());
    }

    /** A change batch of another version still says which records it is about. */
    private static Set<RecordKey> keysOfChanges(JsonNode json) {
        Set<RecordKey> keys = new LinkedHashSet<>();
        for (JsonNode change : json.path("changes")) {
            String key = change.path("key").asText();
            if (!key.isEmpty() && key.length() <= RecordKey.MAX_LENGTH) {
                keys.add(new RecordKey(key));
            }
        }
        return keys;
    }
}
