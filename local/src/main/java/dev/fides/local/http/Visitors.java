package dev.fides.local.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps web pages of others out. A browser on this machine reaches the loopback interface for any page that it shows: such a
 * page is told by its {@code Origin}, and one that had its own name lead here by {@code Host} (DNS rebinding).
 */
final class Visitors {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Visitors() {}

    /** The answer to a request that does not come from this machine's own programs and pages; empty for the others. */
    static Optional<ServerResponse> refuse(ServerRequest request) {
        Optional<String> host = request.header("host");
        if (host.isPresent() && !isThisMachine(host.get())) {
            return Optional.of(ServerResponse.text(
                    421,
                    "text/plain; charset=utf-8",
                    "This server is for this machine alone, as localhost; it was called " + host.get() + "."));
        }
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && !origin.equals(host.map(name -> "http://" + name))) {
            return Optional.of(ServerResponse.text(
                    403,
                    "text/plain; charset=utf-8",
                    "Pages of other origins may not call this server; this one is of " + origin.get() + "."));
        }
        return Optional.empty();
    }

    private static boolean isThisMachine(String host) {
        try {
            String name = URI.create("http://" + host).getHost();
            return name != null && THIS_MACHINE.contains(name.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
