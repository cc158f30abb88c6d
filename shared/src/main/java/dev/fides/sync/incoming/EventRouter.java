package dev.fides.sync.incoming;

import dev.fides.config.HostEvents;
import dev.fides.events.EventKeys;
import dev.fides.events.HostEvent;
import dev.fides.events.MessageContent;
import dev.fides.events.UnreadableEvent;
import dev.fides.events.Wording;
import dev.fides.json.Json;
import dev.fides.model.RecordKey;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the syncs and records that events are about. An event belongs to every sync that listens to its type and finds
 * keys in it; it is ignored when nobody listens, and unusable when nobody who listens finds a key.
 */
final class EventRouter {

    private final Collection<Sync> syncs;
    private final Wording wording;

    EventRouter(Collection<Sync> syncs, Wording wording) {
        this.syncs = syncs;
        this.wording = wording;
    }

    /**
     * What events are about.
     *
     * @param keys by sync, without doubles
     * @param accepted events that somebody found keys in
     * @param ignored events that nobody listens to
     * @param unusable the others
     */
    record Routes(Map<Sync, Set<RecordKey>> keys, int accepted, int ignored, List<UnreadableEvent> unusable) {

        EventReceipt receipt() {
            Map<String, Integer> refreshes = new LinkedHashMap<>();
            keys.forEach((sync, found) -> refreshes.put(sync.name(), found.size()));
            return new EventReceipt(
                    accepted,
                    ignored,
                    unusable.stream().map(UnreadableEvent::reason).toList(),
                    refreshes);
        }
    }

    Routes route(MessageContent.Events events) {
        Map<Sync, Set<RecordKey>> keys = new LinkedHashMap<>();
        List<UnreadableEvent> unusable = new ArrayList<>(events.unreadable());
        int accepted = 0;
        int ignored = 0;
        for (HostEvent event : events.events()) {
            Optional<String> reason = Optional.empty();
            boolean taken = false;
            for (Sync sync : syncs) {
                EventKeys found = keys(event, sync);
                if (found instanceof EventKeys.Found some) {
                    keys.computeIfAbsent(sync, s -> new LinkedHashSet<>()).addAll(some.keys());
                    taken = true;
                } else if (found instanceof EventKeys.Unusable none) {
                    reason = Optional.of(none.reason() + ": sync " + sync.name());
                }
            }
            if (taken) {
                accepted++;
            } else if (reason.isPresent()) {
                unusable.add(new UnreadableEvent(Json.text(event.content()), reason.get()));
            } else {
                ignored++;
            }
        }
        return new Routes(keys, accepted, ignored, unusable);
    }

    private EventKeys keys(HostEvent event, Sync sync) {
        Optional<HostEvents> listening = sync.definition().host().events();
        return listening.isPresent() ? EventKeys.of(event, listening.get(), wording) : new EventKeys.NotListened();
    }
}
