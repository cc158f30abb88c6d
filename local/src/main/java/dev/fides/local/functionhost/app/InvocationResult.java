package dev.fides.local.functionhost.app;

import java.util.Optional;

/** How an invocation ended; a failure has been logged already. */
public sealed interface InvocationResult {
    /**
     * The function returned.
     *
     * @param value none for {@code void} and for null
     */
    record Success(Optional<Object> value) implements InvocationResult {}

    record Failure(Throwable cause) implements InvocationResult {}
}
