package dev.fides.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.config.WebhookSignature;
import dev.fides.config.WebhookSignature.Algorithm;
import dev.fides.config.WebhookSignature.Encoding;
import dev.fides.config.WebhookSignature.SecretEncoding;
import dev.fides.config.WebhookSignature.Time;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final Secret SECRET = Secret.of("It's a Secret to Everybody");

    /** The example in GitHub's documentation of its webhooks ("Validating webhook deliveries"). */
    private static final String KNOWN = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    /** The example in the documentation of Standard Webhooks and Svix ("Verifying webhooks manually"). */
    private static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String STANDARD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String STANDARD_BODY = "{\"test\": 2432232314}";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final WebhookSignature GITHUB = WebhookSignature.github(List.of(SECRET));

    private final Instant now = Instant.ofEpochSecond(1_614_265_330);

    @Test
    void a_signature_that_github_documents_is_accepted() {
        assertThat(fault(GITHUB, github(KNOWN, "Hello, World!"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha256=zz",
                "sha256=757107",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
            })
    void what_is_no_signature_is_refused(String header) {
        assertThat(fault(GITHUB, github(header, "Hello, World!"))).isPresent();
    }

    @Test
    void another_body_another_secret_or_no_signature_is_refused() {
        assertThat(fault(GITHUB, github(KNOWN, "Hello, World"))).isPresent();
        assertThat(fault(WebhookSignature.github(List.of(Secret.of("x"))), github(KNOWN, "Hello, World!")))
                .isPresent();
        assertThat(fault(GITHUB, EventMessage.ofBody("Hello, World!"))).isPresent();
    }

    @Test
    void any_of_several_secrets_may_have_signed_while_one_replaces_another() {
        List<Secret> secrets = List.of(Secret.of("the new one"), SECRET);

        assertThat(fault(WebhookSignature.github(secrets), github(KNOWN, "Hello, World!")))
                .isEmpty();
    }

    @Test
    void a_byte_order_mark_that_was_signed_and_taken_away_is_no_fault() {
        // printf '\xef\xbb\xbfHello, World!' | openssl dgst -sha256 -hmac "It's a Secret to Everybody"
        String header = "sha256=80ee6e59c2c455a62ca908d9fca9167a761193b44e028fa717a67a15f68a8f0d";

        assertThat(fault(GITHUB, github(header, "Hello, World!"))).isEmpty();
        assertThat(fault(GITHUB, github(header, "Hello, World"))).isPresent();
    }

    @Test
    void what_was_changed_on_its_way_is_told() {
        assertThat(fault(GITHUB, EventMessage.ofBody("{}")))
                .hasValueSatisfying(text -> assertThat(text)
                        .isEqualTo(
                                "expected a header X-Hub-Signature-256: sha256=<HMAC-SHA256 of {body} under the shared"
                                        + " secret, in hex>"));
        assertThat(fault(GITHUB, EventMessage.ofBody("caf\uFFFD")).orElseThrow())
                .contains("no valid UTF-8");
        assertThat(fault(GITHUB, typed("application/json; Charset=\"ISO-8859-1\""))
                        .orElseThrow())
                .contains("sent as ISO-8859-1", "UTF-8");
        assertThat(fault(GITHUB, typed("application/json; charset=UTF-8")).orElseThrow())
                .endsWith("in hex>");
    }

    @Test
    void the_documented_signature_of_standard_webhooks_is_accepted_among_others() {
        WebhookSignature form = WebhookSignature.standardWebhooks(List.of(Secret.of(STANDARD_SECRET)), TOLERANCE);

        assertThat(fault(form, standard(STANDARD, STANDARD_BODY))).isEmpty();
        assertThat(fault(form, standard("v1a,bm90aGluZw== v1,bm90aGluZw== " + STANDARD, STANDARD_BODY)))
                .isEmpty();
        assertThat(fault(form, standard("v2" + STANDARD.substring(2), STANDARD_BODY)))
                .isPresent();
        assertThat(fault(form, standard(STANDARD, STANDARD_BODY + " "))).isPresent();
        assertThat(fault(form, without(standard(STANDARD, STANDARD_BODY), "webhook-id"))
                        .orElseThrow())
                .contains("found no header webhook-id");
        assertThat(fault(form, without(standard(STANDARD, STANDARD_BODY), "webhook-timestamp"))
                        .orElseThrow())
                .contains("found no time of signing in the header webhook-timestamp");
    }

    @Test
    void a_request_that_was_signed_too_long_ago_or_too_far_ahead_is_refused_as_a_replay() {
        WebhookSignature form = WebhookSignature.standardWebhooks(List.of(Secret.of(STANDARD_SECRET)), TOLERANCE);
        Signature signature = new Signature(form);
        EventMessage message = standard(STANDARD, STANDARD_BODY);

        assertThat(signature.fault(message, now.plus(TOLERANCE))).isEmpty();
        assertThat(signature.fault(message, now.minus(TOLERANCE))).isEmpty();
        assertThat(signature.fault(message, now.plus(TOLERANCE).plusMillis(1)).orElseThrow())
                .startsWith("the request was signed at 2021-02-25T15:02:10Z, which is more than PT5M before now");
        assertThat(signature.fault(message, now.minus(TOLERANCE).minusMillis(1)).orElseThrow())
                .contains("more than PT5M ahead of now");
        assertThat(signature
                        .fault(standard(STANDARD, STANDARD_BODY + " "), now.plus(TOLERANCE.multipliedBy(2)))
                        .orElseThrow())
                .as("who cannot sign")
                .startsWith("expected a header");
    }

    /** The form of the header is that of Stripe's documentation, which shows no secret; computed with openssl. */
    @Test
    void the_signature_of_stripe_is_accepted_and_old_schemes_are_passed_over() {
        String body = "{\"object\":\"event\"}";
        WebhookSignature form = WebhookSignature.stripe(List.of(Secret.of("whsec_test_secret")), TOLERANCE);
        String good = "v1=92cb120e5f070e2f8f09f590928add6a22e06c88deb56e550f4571e633b55eba";
        Instant then = Instant.ofEpochSecond(1_492_774_577);

        assertThat(stripe(form, "t=1492774577," + good + ",v0=6ffbb59b", body, then))
                .isEmpty();
        assertThat(stripe(form, "t=1492774577,v1=5257a869, " + good, body, then))
                .isEmpty();
        assertThat(stripe(form, "t=1492774577,v0=" + good.substring(3), body, then))
                .isPresent();
        assertThat(stripe(form, "t=1492774578," + good, body, then))
                .as("another time")
                .isPresent();
        assertThat(stripe(form, good, body, then).orElseThrow()).contains("found no time of signing");
        assertThat(stripe(form, "t=1492774577," + good, body, then.plusSeconds(301))
                        .orElseThrow())
                .contains("replay");
    }

    /** Shopify's documentation shows the header without a secret; computed with openssl. */
    @Test
    void the_signature_of_shopify_is_accepted() {
        WebhookSignature form = WebhookSignature.shopify(List.of(Secret.of("hush")));
        String header = "bHuCVH2ziRYJB9QFekeZggr4R5zTLjwmasgQme4aD3o=";

        assertThat(fault(form, message("X-Shopify-Hmac-Sha256", header, "{\"id\":\"2950159\"}")))
                .isEmpty();
        assertThat(fault(form, message("X-Shopify-Hmac-Sha256", header, "{\"id\":\"2950158\"}")))
                .isPresent();
        assertThat(fault(form, message("X-Shopify-Hmac-Sha256", "not base64!", "{}")))
                .isPresent();
    }

    /** The example in Slack's documentation ("Verifying requests from Slack"), by the general form. */
    @Test
    void the_documented_signature_of_slack_is_accepted_by_the_general_form() {
        WebhookSignature form = new WebhookSignature(
                List.of(Secret.of("8f742231b10e8888abcd99yyyzzz85a5")),
                SecretEncoding.TEXT,
                "X-Slack-Signature",
                Optional.empty(),
                "v0=",
                Encoding.HEX,
                Algorithm.SHA256,
                Template.of("v0:{timestamp}:{body}"),
                Optional.of(new Time("X-Slack-Request-Timestamp", "", TOLERANCE)));
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        Map<String, String> headers = Map.of(
                "X-Slack-Request-Timestamp", "1531420618",
                "X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

        assertThat(new Signature(form).fault(new EventMessage(headers, body), Instant.ofEpochSecond(1_531_420_618)))
                .isEmpty();
        assertThat(new Signature(form)
                        .fault(new EventMessage(headers, body + "&"), Instant.ofEpochSecond(1_531_420_618)))
                .isPresent();
    }

    @Test
    void a_secret_that_everybody_knows_or_that_is_no_key_is_refused_without_being_shown() {
        assertThatThrownBy(() -> WebhookSignature.standardWebhooks(List.of(Secret.of("whsec_")), TOLERANCE))
                .hasMessageContaining("empty secret");
        assertThatThrownBy(() -> WebhookSignature.standardWebhooks(List.of(Secret.of("whsec_pl*nted")), TOLERANCE))
                .hasMessage("expected a secret in base64")
                .hasNoCause();
        assertThatThrownBy(() -> WebhookSignature.github(List.of())).hasMessageContaining("needs a secret");
    }

    private Optional<String> fault(WebhookSignature form, EventMessage message) {
        return new Signature(form).fault(message, now);
    }

    private static Optional<String> stripe(WebhookSignature form, String header, String body, Instant at) {
        return new Signature(form).fault(message("Stripe-Signature", header, body), at);
    }

    private static EventMessage github(String header, String body) {
        return message("X-Hub-Signature-256", header, body);
    }

    private static EventMessage standard(String signatures, String body) {
        return new EventMessage(
                Map.of(
                        "Webhook-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "Webhook-Timestamp", "1614265330",
                        "Webhook-Signature", signatures),
                body);
    }

    private static EventMessage typed(String contentType) {
        return message("Content-Type", contentType, "{}");
    }

    private static EventMessage without(EventMessage message, String header) {
        Map<String, String> headers = new HashMap<>(message.headers());
        headers.remove(header);
        return new EventMessage(headers, message.body());
    }

    private static EventMessage message(String header, String value, String body) {
        return new EventMessage(Map.of(header, value), body);
    }
}
