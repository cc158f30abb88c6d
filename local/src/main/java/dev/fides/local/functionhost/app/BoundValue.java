package dev.fides.local.functionhost.app;

/** A value on its way into a parameter, in one of the forms in which the Azure host hands values to the Java worker. */
public sealed interface BoundValue {
    /** Plain text, such as a route parameter or a message id. */
    record Text(String text) implements BoundValue {}

    /** Everything that is neither text nor bytes travels as JSON, so a time keeps its quotes in a {@code String}. */
    record Json(String json) implements BoundValue {}

    record Bytes(Content content) implements BoundValue {}

    record Request(HttpRequestData request) implements BoundValue {}
}
