package dev.fides.local.functionhost.http;

import java.io.IOException;

/** Answers some of the host's HTTP requests. */
@FunctionalInterface
interface HttpHandler {
    /** Returns false when the request is none of this handler's, and leaves it unanswered then. */
    boolean handle(HttpCall call) throws IOException;
}
