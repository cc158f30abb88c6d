package dev.fides.local.demo;

import dev.fides.local.http.PathVariables;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;

/** What a route of a demo service leads to. An {@link IllegalArgumentException} is a bad request. */
@FunctionalInterface
public interface DemoOperation {

    ServerResponse answer(ServerRequest request, PathVariables path) throws IOException;

    /** The answer of the route that fits; 404 when none does. */
    static ServerResponse answer(Routes<DemoOperation> routes, ServerRequest request) throws IOException {
        var match = routes.find(request);
        return match.isEmpty()
                ? DemoAnswer.unknown(request)
                : match.get().handler().answer(request, match.get().path());
    }
}
