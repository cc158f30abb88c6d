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
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final char REPLACEMENT = '\uFFFD';

    private Signature() {}

    /** Whether the message was signed with this secret; signatures are compared in constant time. */
    public static boolean isValid(EventMessage message, Secret secret) {
        Optional<byte[]> given = message.header(HEADER).flatMap(Signature::decoded);
        // The Functions host takes a byte-order mark away, which the sender has signed.
        return given.isPresent()
                && (MessageDigest.isEqual(given.get(), hmac(message.body(), secret))
                        || MessageDigest.isEqual(given.get(), hmac(BYTE_ORDER_MARK + message.body(), secret)));
    }

    /** What was expected instead of a signature that is missing or wrong, and why it may be wrong. */
    public static String expected(EventMessage message) {
        String expected =
                "expected a header " + HEADER + ": sha256=<HMAC-SHA256 of the body under the shared secret, in hex>";
        Optional<String> charset = message.charset().filter(name -> !name.equalsIgnoreCase("utf-8"));
        if (charset.isPresent()) {
            return expected + "; the body was sent as " + charset.get()
                    + ", but the Functions host reads every body as UTF-8, so that its signature can no longer be checked:"
                    + " send UTF-8";
        }
        return message.body().indexOf(REPLACEMENT) < 0
                ? expected
                : expected + "; the body was no valid UTF-8, which the Functions host replaced: send UTF-8";
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
