package dev.fides.local.demo;

import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.util.Map;

/** What both demo services answer in the same form. */
public final class DemoAnswer {

    private DemoAnswer() {}

    public static ServerResponse json(int status, Object value) {
        return ServerResponse.json(status, DemoJson.write(value));
    }

    public static ServerResponse problem(int status, String message) {
        return json(status, Map.of("error", Map.of("status", status, "message", message)));
    }

    public static ServerResponse unknown(ServerRequest request) {
        return problem(404, "There is no " + request.method() + " /" + String.join("/", request.segments()) + " here.");
    }

    /** The answer to a control call that has nothing to tell. */
    public static ServerResponse done(Runnable call) {
        call.run();
        return ServerResponse.empty(204);
    }
}
