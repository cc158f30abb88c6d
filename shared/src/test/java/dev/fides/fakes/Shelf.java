package dev.fides.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.ModelJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Documents as text with ETags and times to live, which the fakes of the stores share. */
final class Shelf {

    /** A document as it was stored. */
    record Item(String id, ObjectNode json, String etag) {}

    private record Kept(String text, String etag, Instant writtenAt, Optional<Instant> expiresAt) {}

    private final JsonMapper mapper = ModelJson.mapper();
    private final TreeMap<String, Kept> items = new TreeMap<>();
    private final Clock clock;
    private long writes;

    Shelf(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<Item> get(String id) {
        Kept kept = items.get(id);
        if (kept == null || expired(kept)) {
            return Optional.empty();
        }
        return Optional.of(item(id, kept));
    }

    /** Stores when the present ETag is the expected one, or when there is none and none is expected. */
    synchronized Optional<Item> putIf(String id, Optional<String> etag, ObjectNode json, Optional<Duration> ttl) {
        Optional<String> present = get(id).map(Item::etag);
        return present.equals(etag) ? Optional.of(put(id, json, ttl)) : Optional.empty();
    }

    synchronized Item put(String id, ObjectNode json, Optional<Duration> ttl) {
        Optional<Instant> expiresAt = ttl.map(duration -> clock.instant().plus(duration));
        Kept kept = new Kept(json.toString(), "\"" + ++writes + "\"", writtenAt(), expiresAt);
        items.put(id, kept);
        return item(id, kept);
    }

    /** Removes what is stored under an id if its ETag is this one. */
    synchronized boolean removeIf(String id, String etag) {
        boolean same = get(id).filter(item -> item.etag().equals(etag)).isPresent();
        if (same) {
            items.remove(id);
        }
        return same;
    }

    /** Everything whose id starts with this, in order of the ids. */
    synchronized List<Item> startingWith(String prefix) {
        List<Item> found = new ArrayList<>();
        items.tailMap(prefix).forEach((id, kept) -> {
            if (id.startsWith(prefix) && !expired(kept)) {
                found.add(item(id, kept));
            }
        });
        return found;
    }

    /** Everything whose id starts with this and that was written then or later, both in whole seconds as Cosmos DB has them. */
    synchronized List<Item> writtenSince(String prefix, Instant since) {
        Instant from = since.truncatedTo(ChronoUnit.SECONDS);
        return startingWith(prefix).stream()
                .filter(item -> !items.get(item.id()).writtenAt().isBefore(from))
                .toList();
    }

    private Instant writtenAt() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean expired(Kept kept) {
        return kept.expiresAt().isPresent() && !kept.expiresAt().get().isAfter(clock.instant());
    }

    private Item item(String id, Kept kept) {
        try {
            return new Item(id, (ObjectNode) mapper.readTree(kept.text()), kept.etag());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored text is no JSON: " + id, e);
        }
    }
}
