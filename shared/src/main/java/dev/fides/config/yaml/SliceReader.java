package dev.fides.config.yaml;

import dev.fides.config.request.ReadRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the slices of a listing: requests that each ask for a part of the records. */
final class SliceReader {

    private static final String SLICES = "slices";

    /** One slice alone is no slice. */
    private static final int FEWEST = 2;

    /** The place in each of them is kept in the run's document, which has room for two megabytes. */
    private static final int MOST = 64;

    private static final List<String> WHAT_DIFFERS = List.of("path", "query", "headers", "body", "form");

    private final RequestReader requests;

    SliceReader(RequestReader requests) {
        this.requests = requests;
    }

    /**
     * The requests of the slices; none where the listing has no slices.
     *
     * @param whole what they all have in common
     */
    List<ReadRequest> read(Section list, ReadRequest whole, Set<String> variables) {
        if (!list.has(SLICES)) {
            return List.of();
        }
        Map<ReadRequest, String> before = new HashMap<>();
        List<ReadRequest> slices = list.parts(SLICES, slice -> {
            if (WHAT_DIFFERS.stream().noneMatch(slice::has)) {
                slice.fault("expected what only this slice asks for, in one of " + WHAT_DIFFERS);
            }
            ReadRequest request = requests.changed(slice, list, whole, variables);
            Optional.ofNullable(before.putIfAbsent(request, slice.path()))
                    .ifPresent(twin -> slice.fault("asks for the same as " + twin
                            + "; expected a part of the records that no other slice lists"));
            return request;
        });
        if (list.raw(SLICES).isArray() && (slices.size() < FEWEST || slices.size() > MOST)) {
            list.fault(SLICES, "expected " + FEWEST + " to " + MOST + " slices, found " + slices.size());
        }
        return slices;
    }
}
