package dev.fides.events;

import dev.fides.config.WebhookSignature;
import dev.fides.config.source.Secret;
import dev.fides.json.Excerpt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the signatures of webhook requests, in the form in which a host sends them. */
public final class Signature {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final char REPLACEMENT = '\uFFFD';

    /** Digits of a time that {@link Instant} holds, whether seconds or milliseconds. */
    private static final Pattern TIME = Pattern.compile("\\d{1,15}");
    /** As seconds this lies in the year 5138, as milliseconds in 1973. */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    /** More are not tried: senders send two, while they replace a secret. */
    private static final int MOST_SIGNATURES = 20;

    private final WebhookSignature form;

    public Signature(WebhookSignature form) {
        this.form = form;
    }

    /**
     * Why a message is not to be believed; signatures are compared in constant time, and none is shown.
     *
     * @return empty when it was signed with one of the secrets, within the tolerance
     */
    public Optional<String> fault(EventMessage message, Instant now) {
        Optional<String> time = form.time().flatMap(stamp -> first(message, stamp.header(), stamp.prefix()));
        Optional<String> missing = missing(message, time);
        if (missing.isPresent()) {
            return Optional.of(expected(message) + "; " + missing.get());
        }
        if (!signed(message, time.orElse(""))) {
            return Optional.of(expected(message));
        }
        // After the signature: who cannot sign learns nothing of our clock.
        return form.time().flatMap(stamp -> outside(stamp.tolerance(), time.orElse(""), now));
    }

    private Optional<String> missing(EventMessage message, Optional<String> time) {
        if (form.time().isPresent() && time.isEmpty()) {
            WebhookSignature.Time stamp = form.time().get();
            return Optional.of("found no time of signing in the header " + stamp.header());
        }
        return form.content().variables().stream()
                .filter(name -> !isOfMessage(name) && message.header(name).isEmpty())
                .findFirst()
                .map(name -> "found no header " + name + ", which is signed as well");
    }

    private static boolean isOfMessage(String variable) {
        return variable.equals(WebhookSignature.BODY) || variable.equals(WebhookSignature.TIMESTAMP);
    }

    private boolean signed(EventMessage message, String time) {
        List<byte[]> given = elements(message, form.header(), form.prefix())
                .limit(MOST_SIGNATURES)
                .flatMap(text -> decoded(text).stream())
                .toList();
        boolean signed = false;
        for (Secret secret : form.secrets()) {
            // The Functions host takes a byte-order mark away, which the sender has signed.
            for (String body : List.of(message.body(), BYTE_ORDER_MARK + message.body())) {
                byte[] own = hmac(content(message, time, body), secret);
                for (byte[] signature : given) {
                    signed |= MessageDigest.isEqual(signature, own);
                }
            }
        }
        return signed;
    }

    private String content(EventMessage message, String time, String body) {
        return form.content().fill(name -> switch (name) {
            case WebhookSignature.BODY -> body;
            case WebhookSignature.TIMESTAMP -> time;
            default -> message.header(name).orElse("");
        });
    }

    private byte[] hmac(String content, Secret secret) {
        String algorithm = form.algorithm().hmac();
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(form.secretEncoding().key(secret), algorithm));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** What follows the prefix, in the elements of a header that begin with it. */
    private Stream<String> elements(EventMessage message, String header, String prefix) {
        boolean several = form.separator().isPresent() && header.equalsIgnoreCase(form.header());
        return message.header(header).stream()
                .flatMap(value -> several
                        ? Arrays.stream(
                                value.split(Pattern.quote(form.separator().get()), -1))
                        : Stream.of(value))
                .map(String::strip)
                .filter(element -> element.startsWith(prefix))
                .map(element -> element.substring(prefix.length()));
    }

    private Optional<String> first(EventMessage message, String header, String prefix) {
        return elements(message, header, prefix).findFirst().filter(text -> !text.isEmpty());
    }

    private Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(
                    switch (form.encoding()) {
                        case HEX -> HexFormat.of().parseHex(text);
                        case BASE64 -> Base64.getDecoder().decode(text);
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> outside(Duration tolerance, String time, Instant now) {
        if (!TIME.matcher(time).matches()) {
            return Optional.of("expected seconds or milliseconds since 1970 as the time of signing, found \""
                    + Excerpt.of(time) + "\"");
        }
        long number = Long.parseLong(time);
        Instant signedAt = number < FIRST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        Duration age = Duration.between(signedAt, now);
        return age.abs().compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of("the request was signed at " + signedAt + ", which is more than " + tolerance
                        + (age.isNegative() ? " ahead of" : " before") + " now (" + now
                        + "): it may be a replay. Let the sender sign it anew, and look at both clocks");
    }

    /** What was expected instead of a signature that is missing or wrong, and why it may be wrong. */
    private String expected(EventMessage message) {
        String expected = "expected a header " + form.header() + ": " + form.prefix() + "<HMAC-"
                + form.algorithm() + " of " + form.content().source() + " under the shared secret, in "
                + (form.encoding() == WebhookSignature.Encoding.HEX ? "hex" : "base64") + ">";
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
}
