package dev.fides.events;

import dev.fides.config.source.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook request: {@code X-Hub-Signature-256: sha256=<hex>}, the HMAC-SHA256 of the body under a
 * secret that host and Fides share (WebSub, section 8, as GitHub and others send it).
 */
public final class Signature {

    /** The header that carries it. */
    public static final String HEADER = "X-Hub-Signature-256";

    private static final String PREFIX = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** Whether the message was signed with this secret; takes as long for a wrong signature as for a right one. */
    public static boolean isValid(EventMessage message, Secret secret) {
        Optional<byte[]> given = message.header(HEADER).flatMap(Signature::decoded);
        byte[] expected = hmac(message.body(), secret);
        return given.isPresent() && MessageDigest.isEqual(given.get(), expected);
    }

    /** The header's value for this body. */
    public static String of(String body, Secret secret) {
        return PREFIX + HexFormat.of().formatHex(hmac(body, secret));
    }

    private static Optional<byte[]> decoded(String header) {
        if (!header.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(header.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] hmac(String body, Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
