package dev.fides.config.yaml;

import dev.fides.config.service.Auth;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Spelling;
import java.net.URI;
import java.util.List;

/** Reads the part {@code auth}. */
final class AuthReader {

    private static final List<String> TYPES = List.of("none", "basic", "bearer", "header", "oauth2", "managedIdentity");

    private static final Secret NO_SECRET = Secret.of("");

    private final Values values;

    AuthReader(Values values) {
        this.values = values;
    }

    Auth read(Section auth) {
        String type = auth.required("type", values::word, "");
        return switch (type) {
            case "none" -> new Auth.None();
            case "basic" ->
                new Auth.Basic(
                        auth.required("user", values::text, ""), auth.required("password", values::secret, NO_SECRET));
            case "bearer" -> new Auth.Bearer(auth.required("token", values::headerValue, NO_SECRET));
            case "header" ->
                new Auth.Header(
                        auth.required("name", values::headerName, ""),
                        auth.required("value", values::headerValue, NO_SECRET));
            case "oauth2" ->
                new Auth.OAuth2(
                        auth.required("tokenUrl", values::url, URI.create("")),
                        auth.required("clientId", values::text, ""),
                        auth.required("clientSecret", values::secret, NO_SECRET),
                        auth.maybe("scope", values::text),
                        auth.maybe("audience", values::text));
            case "managedIdentity" -> new Auth.ManagedIdentity(auth.required("scope", values::text, ""));
            default -> {
                if (!type.isEmpty()) {
                    auth.fault("type", "unknown type; expected one of " + TYPES + Spelling.didYouMean(type, TYPES));
                }
                auth.acceptTheRest();
                yield new Auth.None();
            }
        };
    }
}
