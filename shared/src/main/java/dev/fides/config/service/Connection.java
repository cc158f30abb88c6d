package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import dev.fides.config.source.Secret;
import java.net.URI;
import java.util.Map;

/**
 * How a host or target is reached.
 *
 * @param baseUrl absolute; paths of the definition are appended to its path; it never ends with a slash
 * @param headers sent with every request; secret, because app settings are often put there
 */
public record Connection(URI baseUrl, Auth auth, Map<String, Secret> headers) {
    public Connection {
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(auth, "auth");
        headers = Map.copyOf(headers);
    }
}
