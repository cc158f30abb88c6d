package dev.fides.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.service.HostKind;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.host.InvalidRecord;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.rest.call.Keys;
import dev.fides.rest.call.Keys.ItemKey;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host reached over HTTP. */
public final class RestHostStore implements HostStore {

    private final JsonPointer key;
    private final HostTraits traits;
    private final ServiceConnection connection;
    private final PageReader pages;
    private final HostGets gets;

    RestHostStore(JsonPointer key, HostKind.Rest definition, ServiceConnection connection, Parallel parallel) {
        this.key = key;
        this.traits = new HostTraits(
                definition.getMany().isPresent(),
                definition.list().lag(),
                definition.list().complete());
        this.connection = connection;
        this.pages = new PageReader(definition.list().listing(), connection, this::keyText);
        this.gets = new HostGets(key, definition, connection, parallel);
    }

    private Optional<String> keyText(JsonNode item) {
        return Keys.of(item, key) instanceof ItemKey.Usable usable
                ? Optional.of(usable.key().value())
                : Optional.empty();
    }

    @Override
    public HostTraits traits() {
        return traits;
    }

    @Override
    public HostPage list(Optional<String> cursor) {
        PageReader.Page page = pages.read(cursor);
        List<HostRecord> records = new ArrayList<>();
        List<InvalidRecord> invalid = new ArrayList<>();
        int place = 0;
        for (JsonNode item : page.items()) {
            place++;
            ItemKey found = Keys.of(item, key);
            if (found instanceof ItemKey.Usable usable) {
                records.add(new HostRecord(usable.key(), item));
            } else {
                String reason = ((ItemKey.Unusable) found).reason();
                invalid.add(new InvalidRecord(place, connection.redact(reason), connection.redact(Keys.excerpt(item))));
            }
        }
        return new HostPage(records, invalid, page.next(), page.total(), page.oddEnd());
    }

    @Override
    public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        return gets.read(keys);
    }
}
