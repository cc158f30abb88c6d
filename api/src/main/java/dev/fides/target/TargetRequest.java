package dev.fides.target;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a target would be sent for a write, for people to look at: without credentials, and with {@code ***} for secrets.
 *
 * @param method such as PUT, or what the target calls it
 * @param address where it goes
 * @param headers names and values; empty where there are none
 * @param body as text
 */
public record TargetRequest(String method, String address, Map<String, String> headers, Optional<String> body) {
    public TargetRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(address, "address");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }
}
