package dev.fides.rest.auth;

import dev.fides.config.source.Secret;
import java.time.Instant;
import java.util.Objects;

/** A token and the time at which it ends. */
public record AccessToken(Secret value, Instant expiresAt) {
    public AccessToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
