package dev.fides.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.TargetListing;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.rest.call.Keys;
import dev.fides.rest.call.Keys.ItemKey;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.call.TargetFinder;
import dev.fides.rest.write.BulkWriter;
import dev.fides.rest.write.SingleWriter;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A target reached over HTTP. */
public final class RestTargetStore implements TargetStore {

    private final TargetTraits traits;
    private final Optional<TargetListing> listing;
    private final Optional<PageReader> pages;
    private final Optional<TargetFinder> finder;
    private final SingleWriter single;
    private final Optional<BulkWriter> bulk;
    private final Parallel parallel;

    RestTargetStore(
            TargetKind.Rest definition,
            String writeShape,
            ServiceConnection connection,
            Optional<TargetFinder> finder,
            SingleWriter single,
            Optional<BulkWriter> bulk,
            Parallel parallel) {
        this.traits = new TargetTraits(definition.list().isPresent(), finder.isPresent(), writeShape);
        this.listing = definition.list();
        this.pages = listing.map(list -> new PageReader(list.listing(), connection, item -> keyText(list, item)));
        this.finder = finder;
        this.single = single;
        this.bulk = bulk;
        this.parallel = parallel;
    }

    @Override
    public TargetTraits traits() {
        return traits;
    }

    private static Optional<String> keyText(TargetListing list, JsonNode item) {
        return Keys.of(item, list.key()) instanceof ItemKey.Usable usable
                ? Optional.of(usable.key().value())
                : Optional.empty();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Documents without a key belong to somebody else and are left out; a page on which none has one is taken for a
     * definition that looks in the wrong place.
     *
     * @throws PermanentException also when the definition has no listing
     */
    @Override
    public TargetPage list(Optional<String> cursor) {
        TargetListing list = listing.orElseThrow(() -> new PermanentException("this target has no listing"));
        PageReader.Page page = pages.orElseThrow().read(cursor);
        List<TargetDocument> documents = new ArrayList<>();
        for (JsonNode item : page.items()) {
            if (Keys.of(item, list.key()) instanceof ItemKey.Usable usable) {
                documents.add(document(list, usable.key(), item));
            }
        }
        if (documents.isEmpty() && !page.items().isEmpty()) {
            throw new PermanentException("none of " + page.items().size() + " listed documents has a key at \""
                    + list.key() + "\": " + Keys.excerpt(page.items().get(0)));
        }
        return new TargetPage(documents, page.next(), page.total());
    }

    private static TargetDocument document(TargetListing list, RecordKey key, JsonNode item) {
        JsonNode id = item.at(list.id());
        return new TargetDocument(
                key,
                Keys.text(id)
                        .orElseThrow(() -> new PermanentException("expected an id at \"" + list.id() + "\", found "
                                + Keys.kind(id) + ": " + Keys.excerpt(item) + ", key " + key)),
                item);
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> writes) {
        if (bulk.isPresent() && writes.size() > 1) {
            return bulk.get().write(writes);
        }
        return parallel.map(
                writes,
                single::write,
                write -> new WriteResult.Unknown("interrupted while writing key " + write.key()));
    }

    @Override
    public Optional<String> find(RecordKey key) {
        return finder.orElseThrow(() -> new PermanentException("this target does not assign ids, key " + key))
                .find(key);
    }
}
