package dev.fides.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.HostDefinition;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.InvalidRecord;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.rest.Keys.ItemKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A host reached over HTTP. */
public final class RestHostStore implements HostStore {

    private final HostDefinition definition;
    private final PageReader pages;
    private final HostGets gets;

    RestHostStore(HostDefinition definition, ServiceConnection connection, Parallel parallel) {
        this.definition = definition;
        this.pages = new PageReader(definition.list().listing(), connection, this::keyText);
        this.gets = new HostGets(definition, connection, parallel);
    }

    private Optional<String> keyText(JsonNode item) {
        return Keys.of(item, definition.key()) instanceof ItemKey.Usable usable
                ? Optional.of(usable.key().value())
                : Optional.empty();
    }

    @Override
    public HostPage list(Optional<String> cursor) {
        PageReader.Page page = pages.read(cursor);
        List<HostRecord> records = new ArrayList<>();
        List<InvalidRecord> invalid = new ArrayList<>();
        Set<RecordKey> keys = new HashSet<>();
        for (JsonNode item : page.items()) {
            ItemKey found = Keys.of(item, definition.key());
            if (found instanceof ItemKey.Usable usable && keys.add(usable.key())) {
                records.add(new HostRecord(usable.key(), item));
            } else {
                invalid.add(new InvalidRecord(reason(found), Keys.excerpt(item)));
            }
        }
        return new HostPage(records, invalid, page.next(), page.total());
    }

    private String reason(ItemKey found) {
        return found instanceof ItemKey.Unusable unusable
                ? unusable.reason()
                : "expected every key once in a page, found \"" + ((ItemKey.Usable) found).key() + "\" at \""
                        + definition.key() + "\" again";
    }

    @Override
    public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        return gets.read(keys);
    }
}
