package dev.fides.local.servicebus.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import org.junit.jupiter.api.Test;

class SharedAccessSignaturesTest {
    private static final String AUDIENCE = "amqp://localhost/queue";

    /** Made with {@code printf 'amqp%%3a%%2f%%2flocalhost%%2fqueue\n2000' | openssl dgst -sha256 -hmac secret -binary | base64}. */
    private static final String TOKEN =
            "SharedAccessSignature sr=amqp%3a%2f%2flocalhost%2fqueue&sig=zV3OGaRgaBISslY%2BzLjWmB%2BmXfA3BS%2FEJg%2Bc5a85xfk%3D&se=2000&skn=name";

    private final SharedAccessSignatures signatures = new SharedAccessSignatures(new SharedAccessKey("name", "secret"));

    @Test
    void a_signed_token_holds_until_its_end() {
        assertThat(signatures.verify(TOKEN, AUDIENCE, 1_999_999)).isEqualTo(2_000_000);
    }

    @Test
    void a_token_holds_for_what_lies_below_its_address() {
        assertThat(signatures.verify(TOKEN, AUDIENCE + "/$management", 0)).isEqualTo(2_000_000);
    }

    @Test
    void a_token_that_was_changed_has_expired_or_is_for_another_address_is_refused() {
        refused("InvalidSignature", TOKEN.replace("se=2000", "se=2001"), AUDIENCE, 0);
        refused("InvalidSignature", TOKEN.replace("skn=name", "skn=other"), AUDIENCE, 0);
        refused("InvalidSignature", TOKEN.replace("sig=", "sig=%"), AUDIENCE, 0);
        refused("InvalidSignature", "Bearer abc", AUDIENCE, 0);
        refused("ExpiredToken", TOKEN, AUDIENCE, 2_000_000);
        refused("InvalidAudience", TOKEN, AUDIENCE + "2", 0);
    }

    private void refused(String reason, String token, String audience, long now) {
        assertThatThrownBy(() -> signatures.verify(token, audience, now))
                .isInstanceOfSatisfying(
                        ServiceBusFault.class, e -> assertThat(e.status()).isEqualTo(401))
                .hasMessageStartingWith(reason);
    }
}
