package dev.fides.sync.work;

import java.util.Optional;

/** A cursor of a listing that is read once for each slice: {@code number/of/cursor}. */
record SlicedCursor(SeenKeys.Slice slice, Optional<String> cursor) {

    /** The beginning of the first slice. */
    static SlicedCursor first(int slices) {
        return new SlicedCursor(new SeenKeys.Slice(0, slices), Optional.empty());
    }

    static SlicedCursor parse(String text) {
        String[] parts = text.split("/", 3);
        SeenKeys.Slice slice = new SeenKeys.Slice(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        return new SlicedCursor(slice, parts[2].isEmpty() ? Optional.empty() : Optional.of(parts[2]));
    }

    /** Where to go on after a page that named this next one; empty when all slices are done. */
    Optional<String> after(Optional<String> next) {
        if (next.isPresent()) {
            return Optional.of(new SlicedCursor(slice, next).text());
        }
        int number = slice.number() + 1;
        return number < slice.of()
                ? Optional.of(new SlicedCursor(new SeenKeys.Slice(number, slice.of()), Optional.empty()).text())
                : Optional.empty();
    }

    private String text() {
        return slice.number() + "/" + slice.of() + "/" + cursor.orElse("");
    }
}
