package dev.fides.rest.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.access.Auth;
import dev.fides.config.access.Auth.Proof;
import dev.fides.config.source.Secret;
import dev.fides.model.RetryableException;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Percent;
import dev.fides.rest.http.Request;
import dev.fides.rest.http.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gets tokens by the OAuth 2 client credentials grant (RFC 6749, 4.4). */
public final class ClientCredentials implements Supplier<AccessToken> {

    /** For token endpoints that do not say how long their tokens live. */
    private static final long DEFAULT_SECONDS = 300;

    /** No token is kept for longer, whatever is said of it. */
    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    private final Auth.OAuth2 auth;
    private final Transport transport;
    private final Clock clock;

    public ClientCredentials(Auth.OAuth2 auth, Transport transport, Clock clock) {
        this.auth = auth;
        this.transport = transport;
        this.clock = clock;
    }

    /** @throws RetryableException always, when there is no token: no request was sent to the service itself */
    @Override
    public AccessToken get() {
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> form = new LinkedHashMap<>();
        List<String> secrets = new ArrayList<>();
        form.put("grant_type", "client_credentials");
        prove(headers, form, secrets);
        auth.parameters().forEach((name, value) -> {
            form.put(name, value.fill(variable -> ""));
            value.settings().forEach(setting -> secrets.add(setting.reveal()));
        });
        Request request = Request.withBody("POST", auth.tokenUrl(), "application/x-www-form-urlencoded", encoded(form));
        headers.putAll(request.headers());
        headers.put("Accept", "application/json");
        Exchange exchange = transport.send(request, headers);
        if (exchange instanceof Answer answer && answer.status() == 200) {
            return token(answer);
        }
        throw failed(TokenAnswers.reason(exchange, secrets));
    }

    /** @param secrets what of it must not be seen in a message */
    private void prove(Map<String, String> headers, Map<String, String> form, List<String> secrets) {
        if (auth.proof() instanceof Proof.SecretInHeader proof) {
            String secret = proof.secret().reveal();
            String pair = Base64.getEncoder()
                    .encodeToString((Percent.encode(auth.clientId()) + ":" + Percent.encode(secret))
                            .getBytes(StandardCharsets.US_ASCII));
            headers.put("Authorization", "Basic " + pair);
            secrets.addAll(List.of(secret, pair));
            return;
        }
        form.put("client_id", auth.clientId());
        if (auth.proof() instanceof Proof.PrivateKeyJwt proof) {
            String assertion =
                    ClientAssertion.of(auth.clientId(), auth.tokenUrl().toString(), proof, clock.instant());
            form.put("client_assertion_type", ClientAssertion.TYPE);
            form.put("client_assertion", assertion);
            secrets.add(assertion);
        } else if (auth.proof() instanceof Proof.SecretInBody proof) {
            form.put("client_secret", proof.secret().reveal());
            secrets.add(proof.secret().reveal());
        }
    }

    private static byte[] encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> Percent.encode(field.getKey()) + "=" + Percent.encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private AccessToken token(Answer answer) {
        JsonNode body = TokenAnswers.json(answer, this::failed);
        String token = body.path("access_token").asText("");
        if (token.isEmpty()) {
            throw failed("the answer has no access_token");
        }
        long said = body.path("expires_in").asLong(DEFAULT_SECONDS);
        long seconds = Math.max(1, Math.min(said, LONGEST_SECONDS));
        return new AccessToken(Secret.of(token), clock.instant().plusSeconds(seconds));
    }

    private RetryableException failed(String why) {
        return new RetryableException(
                "no access token from " + auth.tokenUrl().getHost() + Messages.address(auth.tokenUrl()) + ": " + why,
                null);
    }
}
