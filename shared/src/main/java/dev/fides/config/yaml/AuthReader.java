package dev.fides.config.yaml;

import dev.fides.config.access.Auth;
import dev.fides.config.access.Auth.Proof;
import dev.fides.config.access.JwtAlgorithm;
import dev.fides.config.source.KeyMaterial;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Spelling;
import dev.fides.config.source.Template;
import java.net.URI;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code auth}. */
final class AuthReader {

    private static final List<String> TYPES =
            List.of("none", "basic", "bearer", "header", "query", "oauth2", "login", "awsSigV4", "managedIdentity");

    private static final String CLIENT_SECRET = "clientSecret";
    private static final String CLIENT_SECRET_IN = "clientSecretIn";
    private static final String PRIVATE_KEY = "privateKey";
    private static final List<String> PLACES = List.of("body", "header");

    /** What the grant itself says; a definition cannot say otherwise. */
    private static final Set<String> OF_THE_GRANT =
            Set.of("grant_type", "client_id", "client_secret", "client_assertion", "client_assertion_type");

    private static final Secret NO_SECRET = Secret.of("");

    private final Values values;
    private final KeyReader keys;
    private final TemplateValues templates;
    private final LoginReader logins;

    AuthReader(Values values) {
        this.values = values;
        this.keys = new KeyReader(values);
        this.templates = new TemplateValues(values.settings());
        this.logins = new LoginReader(values);
    }

    /** @param baseUrl of the service, of which a login may be a path */
    Auth read(Section auth, URI baseUrl) {
        String type = auth.required("type", values::word, "");
        return switch (type) {
            case "none" -> new Auth.None();
            case "basic" ->
                new Auth.Basic(
                        auth.required("user", values::text, ""),
                        auth.required("password", values::secretOrEmpty, NO_SECRET));
            case "bearer" -> new Auth.Bearer(auth.required("token", values::headerValue, NO_SECRET));
            case "header" ->
                new Auth.Header(
                        auth.required("name", values::headerName, ""),
                        auth.required("value", values::headerValue, NO_SECRET));
            case "query" ->
                new Auth.Query(
                        auth.required("name", values::text, ""), auth.required("value", values::secret, NO_SECRET));
            case "oauth2" ->
                new Auth.OAuth2(
                        auth.required("tokenUrl", values::url, URI.create("")),
                        auth.required("clientId", values::text, ""),
                        proof(auth),
                        parameters(auth));
            case "login" -> logins.read(auth, baseUrl);
            case "awsSigV4" ->
                new Auth.AwsSigV4(
                        auth.required("region", values::text, ""),
                        auth.required("service", values::text, ""),
                        auth.required("accessKeyId", values::text, ""),
                        auth.required("secretAccessKey", values::secret, NO_SECRET),
                        auth.maybe("sessionToken", values::headerValue));
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

    private Proof proof(Section auth) {
        String place = auth.optional(CLIENT_SECRET_IN, values::word, PLACES.get(0));
        if (!PLACES.contains(place)) {
            auth.fault(CLIENT_SECRET_IN, "expected one of " + PLACES + Spelling.didYouMean(place, PLACES));
        }
        if (auth.has(PRIVATE_KEY)) {
            if (auth.has(CLIENT_SECRET) || auth.has(CLIENT_SECRET_IN)) {
                auth.fault(PRIVATE_KEY, "a client shows either a clientSecret or a JWT that its privateKey signs");
            }
            return auth.part(PRIVATE_KEY, this::privateKey)
                    .flatMap(proof -> proof)
                    .orElse(new Proof.SecretInBody(NO_SECRET));
        }
        Secret secret = auth.required(CLIENT_SECRET, values::secret, NO_SECRET);
        return place.equals("header") ? new Proof.SecretInHeader(secret) : new Proof.SecretInBody(secret);
    }

    private Optional<Proof> privateKey(Section part) {
        JwtAlgorithm algorithm =
                part.optional("algorithm", v -> values.oneOf(v, JwtAlgorithm.class), JwtAlgorithm.RS256);
        Optional<String> keyId = part.maybe("kid", values::text);
        Optional<String> audience = part.maybe("audience", values::text);
        Optional<KeyMaterial> material = keys.read(part);
        if (material.isEmpty()) {
            return Optional.empty();
        }
        Optional<PrivateKey> key = material.get().key();
        if (key.isEmpty()) {
            part.fault("expected a private key, found only certificates");
            return Optional.empty();
        }
        try {
            return Optional.of(new Proof.PrivateKeyJwt(key.get(), algorithm, keyId, audience));
        } catch (IllegalArgumentException e) {
            part.fault("algorithm", e.getMessage());
            return Optional.empty();
        }
    }

    /** Those that most token end points know have members of their own. */
    private Map<String, Template> parameters(Section auth) {
        Map<String, Template> parameters = new LinkedHashMap<>();
        for (String known : List.of("scope", "audience", "resource")) {
            auth.maybe(known, v -> {
                        values.text(v);
                        return templates.template(v, Set.of());
                    })
                    .ifPresent(value -> parameters.put(known, value));
        }
        auth.entries("parameters", v -> templates.template(v, Set.of())).forEach((name, value) -> {
            if (OF_THE_GRANT.contains(name)) {
                auth.fault("parameters", "the parameter " + name + " is sent anyway, and cannot be another");
            } else if (parameters.putIfAbsent(name, value) != null) {
                auth.fault("parameters", "the parameter " + name + " is there twice");
            }
        });
        return parameters;
    }
}
