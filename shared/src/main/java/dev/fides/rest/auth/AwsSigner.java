package dev.fides.rest.auth;

import dev.fides.config.access.Auth;
import dev.fides.rest.http.Percent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as AWS does: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version 4</a>.
 */
final class AwsSigner {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** The one service whose paths are signed as they are sent; those of the others are encoded once more. */
    private static final String S3 = "s3";

    private final Auth.AwsSigV4 auth;

    AwsSigner(Auth.AwsSigV4 auth) {
        this.auth = auth;
    }

    /** The value of {@code X-Amz-Date}. */
    static String time(Instant now) {
        return TIME.format(now);
    }

    static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The value of {@code Authorization}.
     *
     * @param headers all that are signed, {@code Host} and {@code X-Amz-Date} among them
     * @param bodyHash in hex
     */
    String authorization(String method, URI uri, Map<String, String> headers, String bodyHash) {
        Map<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) ->
                signed.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll(" +", " ")));
        String names = String.join(";", signed.keySet());
        String canonical = String.join(
                "\n",
                method,
                path(uri),
                query(uri),
                signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                bodyHash);
        String time = Objects.requireNonNull(signed.get("x-amz-date"), "x-amz-date");
        String day = time.substring(0, 8);
        String scope = String.join("/", day, auth.region(), auth.service(), "aws4_request");
        String toSign = String.join("\n", ALGORITHM, time, scope, hash(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + auth.secretAccessKey().reveal()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return ALGORITHM + " Credential=" + auth.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return auth.service().equals(S3)
                ? path
                : Arrays.stream(path.split("/", -1)).map(Percent::encode).collect(Collectors.joining("/"));
    }

    private static String query(URI uri) {
        if (uri.getRawQuery() == null || uri.getRawQuery().isEmpty()) {
            return "";
        }
        return Arrays.stream(uri.getRawQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .map(parts -> canonical(parts[0]) + "=" + (parts.length == 2 ? canonical(parts[1]) : ""))
                // By name, and then by value: a sum of both would sort a name before its own beginning.
                .sorted(Comparator.comparing((String p) -> p.substring(0, p.indexOf('=')))
                        .thenComparing(p -> p.substring(p.indexOf('='))))
                .collect(Collectors.joining("&"));
    }

    /** Encoded as AWS does, whatever of it was encoded before; a plus is a space, as in forms. */
    private static String canonical(String encoded) {
        return Percent.encode(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
