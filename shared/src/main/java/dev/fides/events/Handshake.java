package dev.fides.events;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The answer to a sender that asks, with OPTIONS, whether it may send its events here (HTTP 1.1 Web Hooks for Event
 * Delivery, section 4): who holds the key of the function is allowed to.
 */
public final class Handshake {

    /** A host name, perhaps with a scheme, a port or a wildcard; nothing that could begin another header. */
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9._:/*-]{1,253}");

    private static final String ANY_RATE = "*";

    private Handshake() {}

    /** The headers to answer with: the permission, or just what is allowed here when nobody asks for it properly. */
    public static Map<String, String> answer(EventMessage request) {
        return request.header("WebHook-Request-Origin")
                .filter(origin -> ORIGIN.matcher(origin).matches())
                .map(origin -> Map.of(
                        "Allow", "OPTIONS, POST", "WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", ANY_RATE))
                .orElseGet(() -> Map.of("Allow", "OPTIONS, POST"));
    }
}
