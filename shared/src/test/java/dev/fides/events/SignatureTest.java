package dev.fides.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.config.source.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final Secret SECRET = Secret.of("It's a Secret to Everybody");

    /** The example in GitHub's documentation of its webhooks. */
    private static final String KNOWN = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void a_signature_that_others_computed_is_accepted() {
        assertThat(Signature.of("Hello, World!", SECRET)).isEqualTo(KNOWN);
        assertThat(Signature.isValid(signed(KNOWN, "Hello, World!"), SECRET)).isTrue();
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
        assertThat(Signature.isValid(signed(header, "Hello, World!"), SECRET)).isFalse();
    }

    @Test
    void another_body_another_secret_or_no_signature_is_refused() {
        assertThat(Signature.isValid(signed(KNOWN, "Hello, World"), SECRET)).isFalse();
        assertThat(Signature.isValid(signed(KNOWN, "Hello, World!"), Secret.of("x")))
                .isFalse();
        assertThat(Signature.isValid(EventMessage.ofBody("Hello, World!"), SECRET))
                .isFalse();
    }

    @Test
    void a_byte_order_mark_that_was_signed_and_taken_away_is_no_fault() {
        String header = Signature.of("\uFEFFHello, World!", SECRET);

        assertThat(Signature.isValid(signed(header, "Hello, World!"), SECRET)).isTrue();
        assertThat(Signature.isValid(signed(header, "Hello, World"), SECRET)).isFalse();
    }

    @Test
    void what_was_changed_on_its_way_is_told() {
        assertThat(Signature.expected(EventMessage.ofBody("{}"))).endsWith("in hex>");
        assertThat(Signature.expected(EventMessage.ofBody("caf\uFFFD"))).contains("no valid UTF-8");
        assertThat(Signature.expected(
                        new EventMessage(Map.of("Content-Type", "application/json; Charset=\"ISO-8859-1\""), "{}")))
                .contains("sent as ISO-8859-1", "UTF-8");
        assertThat(Signature.expected(
                        new EventMessage(Map.of("Content-Type", "application/json; charset=UTF-8"), "{}")))
                .endsWith("in hex>");
    }

    private static EventMessage signed(String header, String body) {
        return new EventMessage(Map.of("X-Hub-Signature-256", header), body);
    }
}
