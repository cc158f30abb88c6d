package dev.fides.rest;

import dev.fides.json.JsonItem;
import dev.fides.model.FidesException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.paging.SlicesCursor;
import dev.fides.rest.paging.SlicesCursor.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a listing that is cut into slices as one listing. A page of it is a page of each of some slices, asked for side by
 * side, as many as the connection allows requests; when one of them cannot be had there is no page. Whether a slice goes on, ends
 * or goes round is judged for each by itself.
 */
final class SlicedPages implements ListedPages {

    /** What came of a page of a slice. */
    private sealed interface Outcome {}

    /** One page of a slice. */
    private record Part(int slice, Page page) implements Outcome {}

    private record Failure(FidesException why) implements Outcome {}

    private final List<PageReader> slices;
    private final Parallel parallel;
    private volatile Optional<String> complaint = Optional.empty();

    SlicedPages(List<PageReader> slices, Parallel parallel) {
        this.slices = List.copyOf(slices);
        this.parallel = parallel;
    }

    @Override
    public Page read(Optional<String> cursor) {
        SlicesCursor before = cursor.map(text -> SlicesCursor.parse(text, slices.size()))
                .orElseGet(() -> SlicesCursor.first(slices.size()));
        List<Part> parts = parts(before);
        if (cursor.isEmpty()) {
            complaint = sameBeginning(parts);
        }
        return together(before, parts);
    }

    /** Where one fails the answers of the others are waited for: a request that is broken off would count against the host. */
    private List<Part> parts(SlicesCursor before) {
        List<Outcome> outcomes = parallel.map(
                before.open(parallel.threads()),
                slice -> read(slice, before.places().get(slice)),
                slice -> new Failure(new RetryableException("the app is being stopped", null)));
        List<Part> parts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Failure failure) {
                throw failure.why();
            }
            parts.add((Part) outcome);
        }
        return parts;
    }

    private Outcome read(int slice, Place place) {
        try {
            return new Part(slice, slices.get(slice).read(place.next()));
        } catch (RetryableException e) {
            return new Failure(new RetryableException(
                    inSlice(slice, e.getMessage()), e.retryAfter().orElse(null), e));
        } catch (PermanentException e) {
            return new Failure(new PermanentException(inSlice(slice, e.getMessage()), e));
        }
    }

    private static Page together(SlicesCursor before, List<Part> parts) {
        List<JsonItem> items = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        SlicesCursor after = before;
        Optional<String> oddEnd = Optional.empty();
        for (Part part : parts) {
            Page page = part.page();
            items.addAll(page.items());
            from.addAll(Collections.nCopies(page.items().size(), part.slice()));
            after = after.with(part.slice(), page.items().size(), page.next(), page.total());
            oddEnd = oddEnd.or(() -> page.oddEnd().map(why -> inSlice(part.slice(), why)));
        }
        boolean isLast = after.isDone();
        return new Page(
                items,
                0,
                isLast ? Optional.empty() : Optional.of(after.text()),
                isLast ? after.total() : OptionalLong.empty(),
                oddEnd,
                from);
    }

    /** Slices may share records, but who answers the same to each of them does not look at what tells them apart. */
    private Optional<String> sameBeginning(List<Part> parts) {
        Map<Long, Part> first = new HashMap<>();
        for (Part part : parts) {
            List<JsonItem> items = part.page().items();
            Part twin = items.size() < 2
                    ? null
                    : first.putIfAbsent(slices.get(part.slice()).digest(items), part);
            if (twin != null) {
                return Optional.of("the slices " + (twin.slice() + 1) + " and " + (part.slice() + 1)
                        + " of the listing (list.slices) begin with the same " + items.size()
                        + " records; expected is that each lists a part of its own. The service seems to ignore what"
                        + " tells them apart, and every record is then read once for each");
            }
        }
        return Optional.empty();
    }

    private static String inSlice(int slice, String what) {
        return "slice " + (slice + 1) + " of the listing: " + what;
    }

    @Override
    public Optional<String> complaint() {
        return complaint;
    }
}
