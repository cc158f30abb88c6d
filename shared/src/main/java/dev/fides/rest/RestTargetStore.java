package dev.fides.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.TargetListing;
import dev.fides.config.service.TargetListing.ListedKey;
import dev.fides.json.JsonItem;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.rest.call.Keys;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.call.TargetFinder;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.ShownRequest;
import dev.fides.rest.write.BulkWriter;
import dev.fides.rest.write.SingleWriter;
import dev.fides.target.InvalidDocument;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetRequest;
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
    private final Optional<ListedPages> pages;
    private final Optional<ListedKeys> keys;
    private final Optional<TargetFinder> finder;
    private final SingleWriter single;
    private final Optional<BulkWriter> bulk;
    private final int bulkMin;
    private final Parallel parallel;
    private final ServiceConnection connection;

    RestTargetStore(
            TargetKind.Rest definition,
            String writeShape,
            ServiceConnection connection,
            Optional<ListedKeys> keys,
            Optional<TargetFinder> finder,
            SingleWriter single,
            Optional<BulkWriter> bulk,
            Parallel parallel) {
        this.traits = new TargetTraits(definition.list().isPresent(), finder.isPresent(), writeShape);
        this.listing = definition.list();
        this.keys = keys;
        this.pages = listing.map(list -> ListedPages.of(
                list.listing(),
                connection,
                parallel,
                item -> keys.orElseThrow().of(item).value()));
        this.finder = finder;
        this.single = single;
        this.bulk = bulk;
        this.bulkMin = definition.bulk().map(BulkOperation::min).orElse(1);
        this.parallel = parallel;
        this.connection = connection;
    }

    @Override
    public TargetTraits traits() {
        return traits;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Documents without a key belong to somebody else and only count. A page on which none has one is taken for a
     * definition that looks in the wrong place, unless a template says whose each is.
     *
     * @throws PermanentException also when the definition has no listing
     */
    @Override
    public TargetPage list(Optional<String> cursor) {
        TargetListing list = listing.orElseThrow(() -> new PermanentException("this target has no listing"));
        ListedPages.Page page = pages.orElseThrow().read(cursor);
        List<TargetDocument> documents = new ArrayList<>();
        List<InvalidDocument> invalid = new ArrayList<>();
        int others = 0;
        int place = page.skipped();
        for (JsonItem item : page.items()) {
            place++;
            ListedKeys.Listed listed = keys.orElseThrow().of(item);
            if (item instanceof JsonItem.Unreadable odd) {
                invalid.add(invalid(place, listed.key(), odd.reason(), item));
            } else if (listed instanceof ListedKeys.Faulty faulty) {
                invalid.add(invalid(place, Optional.empty(), faulty.reason(), item));
            } else if (listed.key().isEmpty()) {
                others++;
            } else {
                JsonNode found = item.at(list.id()).orElse(MissingNode.getInstance());
                Optional<String> id = Keys.text(found);
                if (id.isPresent()) {
                    documents.add(
                            new TargetDocument(listed.key().get(), id.get(), ((JsonItem.Legible) item).content()));
                } else {
                    invalid.add(invalid(place, listed.key(), noId(list, found), item));
                }
            }
        }
        boolean allRead = page.items().stream().allMatch(JsonItem.Legible.class::isInstance);
        boolean saysWhose = list.key() instanceof ListedKey.MadeBy;
        if (documents.isEmpty() && !page.items().isEmpty() && allRead && !saysWhose) {
            throw noneOfOurs(list, page.items());
        }
        return new TargetPage(documents, invalid, others, page.next(), page.total());
    }

    private static String noId(TargetListing list, JsonNode found) {
        return "expected an id at \"" + list.id() + "\", found " + Keys.kind(found);
    }

    private InvalidDocument invalid(int place, Optional<RecordKey> key, String reason, JsonItem item) {
        return new InvalidDocument(place, key, connection.redact(reason), connection.redact(item.excerpt()));
    }

    private PermanentException noneOfOurs(TargetListing list, List<JsonItem> items) {
        return new PermanentException("none of " + items.size() + " listed documents has a key at \""
                + (list.key() instanceof ListedKey.At at ? at.pointers() : "")
                + "\" and an id at \"" + list.id() + "\": "
                + Messages.excerpt(connection.redact(items.get(0).excerpt())));
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> writes) {
        if (bulk.isPresent() && writes.size() >= bulkMin) {
            return bulk.get().write(writes);
        }
        return parallel.map(
                writes,
                single::write,
                write -> new WriteResult.Unknown("interrupted while writing key " + write.key()));
    }

    @Override
    public Optional<TargetRequest> preview(TargetWrite write) {
        boolean together = bulk.isPresent() && bulkMin <= 1;
        ShownRequest shown = connection.shown(together ? bulk.get().request(write) : single.request(write));
        return Optional.of(new TargetRequest(shown.method(), shown.address(), shown.headers(), shown.body()));
    }

    @Override
    public Optional<String> find(RecordKey key) {
        return finder.orElseThrow(() -> new PermanentException("this target does not assign ids, key " + key))
                .find(key);
    }
}
