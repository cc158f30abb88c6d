package dev.fides.state;

import dev.fides.model.RetryableException;

/** What came of storing one state. */
public sealed interface SaveResult {

    /** It is stored, under this ETag. */
    record Saved(String etag) implements SaveResult {}

    /** Another state is stored than the one expected. */
    record Conflict() implements SaveResult {}

    /** The store gave no answer; whether it is stored is not known. */
    record Failed(RetryableException error) implements SaveResult {}
}
