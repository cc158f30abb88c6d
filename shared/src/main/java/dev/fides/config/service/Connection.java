package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import dev.fides.config.access.Auth;
import dev.fides.config.access.Tls;
import dev.fides.config.source.Secret;
import java.net.URI;
import java.util.Map;

/**
 * How a host or target is reached.
 *
 * @param baseUrl absolute; paths of the definition are appended to its path; it never ends with a slash
 * @param headers sent with every request; secret, because app settings are often put there
 * @param links what becomes of links and redirects that lead to another origin
 * @param tls how the connection is secured
 */
public record Connection(URI baseUrl, Auth auth, Map<String, Secret> headers, Links links, Tls tls) {

    /**
     * What becomes of links to next pages, and of redirects of reads, that lead elsewhere: credentials never follow them to
     * another origin.
     */
    public sealed interface Links {

        /** They are refused, and no redirect is followed. */
        record Refused() implements Links {}

        /** Only their path and query count. */
        record PathOnly() implements Links {}

        /**
         * Those that begin with one address are taken as if they began with the other.
         *
         * @param from as the service calls itself, such as a name behind a proxy
         * @param to as we know it: of the same origin as the base URL
         */
        record Rewrite(URI from, URI to) implements Links {
            public Rewrite {
                requireNonNull(from, "from");
                requireNonNull(to, "to");
            }
        }
    }

    public Connection {
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(auth, "auth");
        headers = Map.copyOf(headers);
        requireNonNull(links, "links");
        requireNonNull(tls, "tls");
    }

    /** A service whose certificate is signed by an authority that everybody knows, and that asks for none of ours. */
    public Connection(URI baseUrl, Auth auth, Map<String, Secret> headers, Links links) {
        this(baseUrl, auth, headers, links, Tls.USUAL);
    }

    /** A service whose links stay within its own origin. */
    public Connection(URI baseUrl, Auth auth, Map<String, Secret> headers) {
        this(baseUrl, auth, headers, new Links.Refused());
    }
}
