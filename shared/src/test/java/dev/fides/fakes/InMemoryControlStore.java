package dev.fides.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Control documents in memory. */
public final class InMemoryControlStore implements ControlStore {

    private final Shelf shelf;
    private final Faults faults = new Faults();

    public InMemoryControlStore(Clock clock) {
        shelf = new Shelf(clock);
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public Optional<ControlDocument> read(String id) {
        faults.beforeCall("read control document " + id);
        return shelf.get(id).map(InMemoryControlStore::document);
    }

    @Override
    public Optional<ControlDocument> save(
            String id, ObjectNode content, Optional<ControlDocument> expected, Optional<Duration> timeToLive) {
        faults.beforeCall("save control document " + id);
        Optional<Shelf.Item> saved = shelf.putIf(id, expected.map(ControlDocument::etag), content, timeToLive);
        saved.ifPresent(item -> faults.afterWrite("save control document " + id));
        return saved.map(InMemoryControlStore::document);
    }

    @Override
    public boolean remove(ControlDocument expected) {
        faults.beforeCall("remove control document " + expected.id());
        boolean removed = shelf.removeIf(expected.id(), expected.etag());
        faults.afterWrite("remove control document " + expected.id());
        return removed;
    }

    @Override
    public List<ControlDocument> list(String idPrefix, int limit) {
        faults.beforeCall("list control documents " + idPrefix);
        return shelf.startingWith(idPrefix).stream()
                .limit(limit)
                .map(InMemoryControlStore::document)
                .toList();
    }

    private static ControlDocument document(Shelf.Item item) {
        return new ControlDocument(item.id(), item.json(), item.etag());
    }
}
