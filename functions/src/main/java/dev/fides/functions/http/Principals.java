package dev.fides.functions.http;

import java.util.Optional;
import java.util.function.Function;

/**
 * Who calls. Only App Service authentication vouches for a name: where it is on it takes these headers away from callers and
 * sets them itself; where it is off anybody may write them.
 */
final class Principals {

    static final Principals OF_THIS_APP = new Principals(name -> Optional.ofNullable(System.getenv(name)));

    /** Set by the platform where authentication is on; Microsoft's own libraries look at it, too. */
    private static final String ON = "WEBSITE_AUTH_ENABLED";

    private final boolean authenticated;

    /** @param environment of the app, by name */
    Principals(Function<String, Optional<String>> environment) {
        this.authenticated =
                environment.apply(ON).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** A name for the audit. */
    String name(HttpCall call) {
        Optional<String> principal =
                call.header("x-ms-client-principal-name").filter(name -> authenticated && !name.isBlank());
        boolean key =
                call.header("x-functions-key").isPresent() || call.query("code").isPresent();
        return principal.orElse(key ? "a function key" : "api");
    }
}
