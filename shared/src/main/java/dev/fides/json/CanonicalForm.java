package dev.fides.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Collection;
import java.util.List;

/**
 * What of a JSON value counts.
 *
 * @param omitted places that are left out
 * @param sets arrays whose elements are sorted by their canonical bytes, because their order says nothing
 */
public record CanonicalForm(Collection<JsonPointer> omitted, Collection<JsonPointer> sets) {

    /** Everything, as it is. */
    public static final CanonicalForm WHOLE = new CanonicalForm(List.of(), List.of());

    public CanonicalForm {
        omitted = List.copyOf(requireNonNull(omitted, "omitted"));
        sets = List.copyOf(requireNonNull(sets, "sets"));
    }
}
