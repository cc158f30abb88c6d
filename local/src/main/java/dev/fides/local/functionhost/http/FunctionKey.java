package dev.fides.local.functionhost.http;

import dev.fides.local.functionhost.app.Trigger.AuthLevel;
import dev.fides.local.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Whether a caller may call. Without a key everybody may, as with {@code func start}; with one, all levels but
 * {@code ANONYMOUS} need it, in the header {@code x-functions-key} or the query parameter {@code code}.
 */
record FunctionKey(Optional<String> key) {
    boolean admits(AuthLevel level, ServerRequest request) {
        if (key.isEmpty() || level == AuthLevel.ANONYMOUS) {
            return true;
        }
        return request.header("x-functions-key")
                .or(() -> request.query().get("code"))
                .filter(this::isKey)
                .isPresent();
    }

    private boolean isKey(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), key.orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return key.isPresent() ? "a key is needed" : "no key is needed";
    }
}
