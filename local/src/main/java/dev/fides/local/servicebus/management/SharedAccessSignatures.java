package dev.fides.local.servicebus.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks shared access signatures: {@code SharedAccessSignature sr=R&sig=S&se=E&skn=N}, where S is the HMAC-SHA256 of
 * {@code R newline E} under the key N, R the address in URL encoding, and E the end in seconds since the epoch.
 */
final class SharedAccessSignatures {
    private static final String SCHEME = "SharedAccessSignature ";

    private final SharedAccessKey key;

    SharedAccessSignatures(SharedAccessKey key) {
        this.key = key;
    }

    /**
     * Checks a token for an address; returns until when it holds, in milliseconds since the epoch.
     *
     * @throws ServiceBusFault (401) when it does not hold; the message never contains the token
     */
    long verify(String token, String audience, long now) {
        if (!token.startsWith(SCHEME)) {
            throw ServiceBusFault.unauthorized("InvalidSignature: the token is no shared access signature.");
        }
        Map<String, String> fields = fields(token.substring(SCHEME.length()));
        String resource = fields.getOrDefault("sr", "");
        String end = fields.getOrDefault("se", "");
        boolean nameMatches = key.name().equals(decode(fields.getOrDefault("skn", "")));
        byte[] signature = decode(fields.getOrDefault("sig", "")).getBytes(UTF_8);
        if (!nameMatches || !MessageDigest.isEqual(signature, signature(resource + "\n" + end))) {
            throw ServiceBusFault.unauthorized("InvalidSignature: the token has an invalid signature.");
        }
        if (!covers(decode(resource), audience)) {
            throw ServiceBusFault.unauthorized("InvalidAudience: the token was made for another address.");
        }
        long until = Long.parseLong(end) * 1000;
        if (until <= now) {
            throw ServiceBusFault.unauthorized("ExpiredToken: the token has expired.");
        }
        return until;
    }

    private static Map<String, String> fields(String token) {
        Map<String, String> fields = new HashMap<>();
        for (String field : token.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.key().getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** A token for an address holds for everything below it too; the scheme does not matter. */
    private static boolean covers(String resource, String audience) {
        String granted = path(resource);
        String asked = path(audience);
        return asked.equals(granted) || asked.startsWith(granted.endsWith("/") ? granted : granted + "/");
    }

    private static String path(String address) {
        return address.substring(address.indexOf("://") + 1).toLowerCase(Locale.ROOT);
    }

    private static String decode(String urlEncoded) {
        try {
            return URLDecoder.decode(urlEncoded, UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceBusFault.unauthorized("InvalidSignature: the token is malformed.");
        }
    }
}
