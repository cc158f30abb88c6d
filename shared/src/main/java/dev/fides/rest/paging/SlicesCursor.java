package dev.fides.rest.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.rest.http.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Where a listing goes on that is cut into slices: how far each of them has been read.
 *
 * @param places one for each slice, in the order of the definition
 */
public record SlicesCursor(List<Place> places) {

    private static final String BEGINNING = "slices ";
    private static final String NEXT = "next";
    private static final String LISTED = "listed";
    private static final String TOTAL = "total";

    public SlicesCursor {
        places = List.copyOf(places);
    }

    /**
     * How far one slice has been read.
     *
     * @param begun whether its first page was read
     * @param next cursor of its next page; empty before the first page, and after the last
     * @param listed items of it so far
     * @param lowest the smallest total that it announced
     */
    public record Place(boolean begun, Optional<String> next, long listed, OptionalLong lowest) {

        private static final Place BEFORE = new Place(false, Optional.empty(), 0, OptionalLong.empty());

        private boolean isOpen() {
            return !begun || next.isPresent();
        }

        private Place after(int items, Optional<String> following, OptionalLong total) {
            OptionalLong lower =
                    lowest.isEmpty() || (total.isPresent() && total.getAsLong() < lowest.getAsLong()) ? total : lowest;
            return new Place(true, following, listed + items, lower);
        }

        /** As many as it should have had: what it listed beyond its total is nothing that another one lacks. */
        private long expected() {
            return Math.max(listed, lowest.orElse(0));
        }
    }

    /** The beginning of all slices. */
    public static SlicesCursor first(int slices) {
        return new SlicesCursor(Collections.nCopies(slices, Place.BEFORE));
    }

    /**
     * Reads a cursor.
     *
     * @param slices how many the definition has
     * @throws PermanentException when it is not one of so many slices
     */
    public static SlicesCursor parse(String text, int slices) {
        List<Place> places = new ArrayList<>();
        if (text.startsWith(BEGINNING)) {
            try {
                Json.parse(text.substring(BEGINNING.length())).forEach(place -> places.add(place(place)));
            } catch (InvalidJsonException e) {
                throw new PermanentException("not a cursor of a sliced listing: " + Messages.excerpt(text), e);
            }
        }
        if (places.size() != slices) {
            throw new PermanentException("expected a cursor of " + slices + " slices (list.slices), found "
                    + (places.isEmpty() ? "none" : "one of " + places.size())
                    + ": the definition was changed while the listing was read; start the run again");
        }
        return new SlicesCursor(places);
    }

    private static Place place(JsonNode json) {
        if (json.isNull()) {
            return Place.BEFORE;
        }
        JsonNode next = json.path(NEXT);
        JsonNode total = json.path(TOTAL);
        return new Place(
                true,
                next.isTextual() ? Optional.of(next.textValue()) : Optional.empty(),
                json.path(LISTED).asLong(),
                total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty());
    }

    /** The first so many of the slices that have not been read to their end. */
    public List<Integer> open(int most) {
        return IntStream.range(0, places.size())
                .filter(slice -> places.get(slice).isOpen())
                .limit(most)
                .boxed()
                .toList();
    }

    /** The same after one more page of a slice. */
    public SlicesCursor with(int slice, int items, Optional<String> next, OptionalLong total) {
        List<Place> after = new ArrayList<>(places);
        after.set(slice, after.get(slice).after(items, next, total));
        return new SlicesCursor(after);
    }

    /** Whether all slices have been read to their end. */
    public boolean isDone() {
        return places.stream().noneMatch(Place::isOpen);
    }

    /**
     * How many items should have come in all, where any slice told a total: as many as came, and what each lacks of its own
     * total.
     */
    public OptionalLong total() {
        return places.stream().allMatch(place -> place.lowest().isEmpty())
                ? OptionalLong.empty()
                : OptionalLong.of(places.stream().mapToLong(Place::expected).sum());
    }

    public String text() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Place place : places) {
            if (place.begun()) {
                ObjectNode object = array.addObject().put(LISTED, place.listed());
                place.next().ifPresent(next -> object.put(NEXT, next));
                place.lowest().ifPresent(total -> object.put(TOTAL, total));
            } else {
                array.addNull();
            }
        }
        return BEGINNING + Json.text(array);
    }
}
