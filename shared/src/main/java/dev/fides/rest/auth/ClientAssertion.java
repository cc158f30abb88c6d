package dev.fides.rest.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.config.access.Auth.Proof.PrivateKeyJwt;
import dev.fides.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** The JWT by which a client shows who it is (RFC 7523, section 3), as a JWS in compact form (RFC 7515). */
final class ClientAssertion {

    /** The type of the assertion, for the token request. */
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Long enough for clocks that differ, short enough that a stolen one is of no use. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    /** Our clock may be ahead of that of the token end point, which refuses what was issued in its future. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private ClientAssertion() {}

    /**
     * A new one; each has an id of its own.
     *
     * @param tokenUrl the audience, unless the definition names another one
     */
    static String of(String clientId, String tokenUrl, PrivateKeyJwt proof, Instant now) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", proof.algorithm().name());
        header.put("typ", "JWT");
        proof.keyId().ifPresent(kid -> header.put("kid", kid));
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", proof.audience().orElse(tokenUrl));
        claims.put("iat", now.minus(SKEW).getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        String signed = encoded(Json.text(header).getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(Json.text(claims).getBytes(StandardCharsets.UTF_8));
        byte[] signature = proof.algorithm().sign(signed.getBytes(StandardCharsets.US_ASCII), proof.key());
        return signed + "." + encoded(signature);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
