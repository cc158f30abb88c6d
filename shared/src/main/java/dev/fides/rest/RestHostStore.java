package dev.fides.rest;

import dev.fides.bounds.LimitedWork;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.Paging;
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
    private final ListedPages pages;
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
                definition.list().complete(),
                !(definition.list().listing().paging() instanceof Paging.Scroll));
        this.connection = connection;
        this.pages = ListedPages.of(definition.list().listing(), connection, parallel, item -> Keys.text(item, key));
        this.gets = new HostGets(key, definition, connection, parallel, work);
    }

    @Override
    public HostTraits traits() {
        return traits;
    }

    @Override
    public HostPage list(Optional<String> cursor) {
        ListedPages.Page page = pages.read(cursor);
        List<HostRecord> records = new ArrayList<>();
        List<InvalidRecord> invalid = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < page.items().size(); i++) {
            JsonItem item = page.items().get(i);
            ItemKey found = Keys.of(item, key);
            if (item instanceof JsonItem.Legible readable && found instanceof ItemKey.Usable usable) {
                records.add(new HostRecord(usable.key(), readable.content()));
                if (!page.parts().isEmpty()) {
                    parts.add(page.parts().get(i));
                }
            } else {
                invalid.add(invalid(page.skipped() + i + 1, item, found));
            }
        }
        return new HostPage(records, invalid, page.next(), page.total(), page.oddEnd(), parts);
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
        return pages.complaint().or(gets::complaint);
    }
}
