package dev.fides.azure;

import dev.fides.model.FidesException;

/** What came of a {@link DocumentWrite}. */
sealed interface WriteOutcome {

    /** It is stored, under this ETag. */
    record Written(String etag) implements WriteOutcome {}

    /** Another document is stored than the one expected. */
    record Conflict() implements WriteOutcome {}

    /** Whether it is stored is not known, or it cannot be. */
    record Failed(FidesException error) implements WriteOutcome {}
}
