package dev.fides.local.functionhost.http;

import dev.fides.local.http.PathVariables;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;

/** What a route of the function host leads to. */
@FunctionalInterface
interface HostOperation {
    ServerResponse answer(ServerRequest request, PathVariables path) throws IOException;

    static ServerResponse text(int status, String text) {
        return ServerResponse.text(status, "text/plain", text);
    }

    static ServerResponse json(int status, String json) {
        return ServerResponse.text(status, "application/json; charset=utf-8", json);
    }
}
