package dev.fides.rest.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request as people may see it.
 *
 * @param address the whole of it, without secrets
 * @param headers without credentials; the values of those of the connection are hidden
 */
public record ShownRequest(String method, String address, Map<String, String> headers, Optional<String> body) {
    public ShownRequest {
        headers = Map.copyOf(headers);
    }
}
