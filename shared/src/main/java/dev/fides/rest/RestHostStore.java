package dev.fides.rest;

import dev.fides.bounds.LimitedWork;
import dev.fides.config.service.HostKind;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.host.InvalidRecord;
import dev.fides.json.JsonItem;
import dev.fides.model.HostRecord;
import dev.fides.model.KeyPointers;
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

    private final KeyPointers key;
    private final HostTraits traits;
    private final ServiceConnection connection;
    private final PageReader pages;
    private final HostGets gets;

    RestHostStore(
            KeyPointers key,
            HostKind.Rest definition,
            ServiceConnection connection,
            Parallel parallel,
            LimitedWork work) {
        this.key = key;
        this.traits = new HostTraits(
                definition.getMany().isPresent(),
                definition.list().lag(),
                definition.list().complete());
        this.connection = connection;
        this.pages = new PageReader(definition.list().listing(), connection, item -> Keys.text(item, key));
        this.gets = new HostGets(key, definition, connection, parallel, work);
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
        int place = page.skipped();
        for (JsonItem item : page.items()) {
            place++;
            ItemKey found = Keys.of(item, key);
            if (item instanceof JsonItem.Legible readable && found instanceof ItemKey.Usable usable) {
                records.add(new HostRecord(usable.key(), readable.content()));
            } else {
                invalid.add(invalid(place, item, found));
            }
        }
        return new HostPage(records, invalid, page.next(), page.total(), page.oddEnd());
    }

    private InvalidRecord invalid(int place, JsonItem item, ItemKey found) {
        String reason = item instanceof JsonItem.Unreadable odd ? odd.reason() : ((ItemKey.Unusable) found).reason();
        Optional<RecordKey> itsKey =
                found instanceof ItemKey.Usable usable ? Optional.of(usable.key()) : Optional.empty();
        return new InvalidRecord(place, itsKey, connection.redact(reason), connection.redact(item.excerpt()));
    }

    @Override
    public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        return gets.read(keys);
    }

    @Override
    public Optional<String> complaint() {
        return gets.complaint();
    }
}
