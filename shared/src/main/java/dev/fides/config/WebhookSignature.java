package dev.fides.config;

import static java.util.Objects.requireNonNull;

import dev.fides.config.source.Secret;
import dev.fides.config.source.Template;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How a host signs what it posts to the webhook: an HMAC of some text under a shared secret, in a header.
 *
 * @param secrets any of which may have signed: several while one replaces another
 * @param header in which the signatures stand
 * @param separator between the elements of the header; empty when it is one element
 * @param prefix with which the element of a signature begins; the others are passed over
 * @param content what is signed: {@value #BODY}, {@value #TIMESTAMP}, or the name of a header as variables
 * @param time when it was signed; empty when the sender does not say
 */
public record WebhookSignature(
        List<Secret> secrets,
        SecretEncoding secretEncoding,
        String header,
        Optional<String> separator,
        String prefix,
        Encoding encoding,
        Algorithm algorithm,
        Template content,
        Optional<Time> time) {

    /** The variable for the body of the request. */
    public static final String BODY = "body";
    /** The variable for the time of signing, as the sender wrote it. */
    public static final String TIMESTAMP = "timestamp";

    /** What Standard Webhooks, Stripe and Slack recommend. */
    public static final Duration USUAL_TOLERANCE = Duration.ofMinutes(5);

    /** How the bytes of a signature are written. */
    public enum Encoding {
        HEX,
        BASE64
    }

    /** The hash function of the HMAC. */
    public enum Algorithm {
        SHA1("HmacSHA1"),
        SHA256("HmacSHA256"),
        SHA512("HmacSHA512");

        private final String hmac;

        Algorithm(String hmac) {
            this.hmac = hmac;
        }

        /** The name of the HMAC in the Java platform. */
        public String hmac() {
            return hmac;
        }
    }

    /** How the key of the HMAC is written as a text. */
    public enum SecretEncoding {
        TEXT {
            @Override
            public byte[] key(Secret secret) {
                return secret.reveal().getBytes(StandardCharsets.UTF_8);
            }
        },
        /** Base64, with {@code whsec_} before it or without. */
        BASE64 {
            @Override
            public byte[] key(Secret secret) {
                String text = secret.reveal();
                try {
                    return Base64.getDecoder()
                            .decode(text.startsWith(STANDARD_PREFIX) ? text.substring(STANDARD_PREFIX.length()) : text);
                } catch (IllegalArgumentException e) {
                    // Without the cause, whose message shows a part of the secret.
                    throw new IllegalArgumentException("expected a secret in base64");
                }
            }
        },
        HEX {
            @Override
            public byte[] key(Secret secret) {
                try {
                    return HexFormat.of().parseHex(secret.reveal());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("expected a secret in hex");
                }
            }
        };

        private static final String STANDARD_PREFIX = "whsec_";

        /**
         * The key that the text stands for.
         *
         * @throws IllegalArgumentException when it is not written so; the message does not show it
         */
        public abstract byte[] key(Secret secret);
    }

    /**
     * When a request was signed: seconds or milliseconds since 1970.
     *
     * @param header in which it stands; that of the signature, when both stand there
     * @param prefix with which its element begins
     * @param tolerance how far it may lie in the past or the future; what is older may be a replay
     */
    public record Time(String header, String prefix, Duration tolerance) {
        public Time {
            requireNonNull(header, "header");
            requireNonNull(prefix, "prefix");
            if (tolerance.isNegative() || tolerance.isZero()) {
                throw new IllegalArgumentException("the tolerance of a signature's time is " + tolerance);
            }
        }
    }

    public WebhookSignature {
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a signature needs a secret");
        }
        if (secrets.stream().anyMatch(secret -> secretEncoding.key(secret).length == 0)) {
            throw new IllegalArgumentException("an empty secret lets everybody sign");
        }
        requireNonNull(header, "header");
        requireNonNull(separator, "separator");
        requireNonNull(prefix, "prefix");
        requireNonNull(encoding, "encoding");
        requireNonNull(algorithm, "algorithm");
        if (!content.variables().contains(BODY)) {
            throw new IllegalArgumentException("what is signed must contain {" + BODY + "}");
        }
        // A time that is not signed says nothing: whoever replays a request can change it.
        if (content.variables().contains(TIMESTAMP) != time.isPresent()) {
            throw new IllegalArgumentException(
                    "{" + TIMESTAMP + "} belongs into what is signed exactly when there is a time");
        }
    }

    /** WebSub (section 8), as GitHub and others send it: {@code X-Hub-Signature-256: sha256=<hex>}. */
    public static WebhookSignature github(List<Secret> secrets) {
        return ofBody(secrets, "X-Hub-Signature-256", "sha256=", Encoding.HEX);
    }

    /** As Shopify sends it: {@code X-Shopify-Hmac-Sha256: <base64>}. */
    public static WebhookSignature shopify(List<Secret> secrets) {
        return ofBody(secrets, "X-Shopify-Hmac-Sha256", "", Encoding.BASE64);
    }

    private static WebhookSignature ofBody(List<Secret> secrets, String header, String prefix, Encoding encoding) {
        return new WebhookSignature(
                secrets,
                SecretEncoding.TEXT,
                header,
                Optional.empty(),
                prefix,
                encoding,
                Algorithm.SHA256,
                Template.of("{body}"),
                Optional.empty());
    }

    /** As Stripe sends it: {@code Stripe-Signature: t=<seconds>,v1=<hex>,v1=<hex>}. */
    public static WebhookSignature stripe(List<Secret> secrets, Duration tolerance) {
        return new WebhookSignature(
                secrets,
                SecretEncoding.TEXT,
                "Stripe-Signature",
                Optional.of(","),
                "v1=",
                Encoding.HEX,
                Algorithm.SHA256,
                Template.of("{timestamp}.{body}"),
                Optional.of(new Time("Stripe-Signature", "t=", tolerance)));
    }

    /** Standard Webhooks 1.0.0 (<a href="https://www.standardwebhooks.com">standardwebhooks.com</a>), symmetric. */
    public static WebhookSignature standardWebhooks(List<Secret> secrets, Duration tolerance) {
        return new WebhookSignature(
                secrets,
                SecretEncoding.BASE64,
                "webhook-signature",
                Optional.of(" "),
                "v1,",
                Encoding.BASE64,
                Algorithm.SHA256,
                Template.of("{webhook-id}.{timestamp}.{body}"),
                Optional.of(new Time("webhook-timestamp", "", tolerance)));
    }
}
