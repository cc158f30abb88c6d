package dev.fides.rest.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.service.Auth;
import dev.fides.config.source.Secret;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.RetryableException;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.Exchange.NotSent;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Percent;
import dev.fides.rest.http.Request;
import dev.fides.rest.http.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gets tokens by the OAuth 2 client credentials grant (RFC 6749, 4.4). */
public final class ClientCredentials implements Supplier<AccessToken> {

    /** For token endpoints that do not say how long their tokens live. */
    private static final long DEFAULT_SECONDS = 300;

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
        Request request = Request.withBody("POST", auth.tokenUrl(), "application/x-www-form-urlencoded", form());
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.put("Accept", "application/json");
        Exchange exchange = transport.send(request, headers);
        if (exchange instanceof Answer answer && answer.status() == 200) {
            return token(answer);
        }
        throw failed(reason(exchange));
    }

    private String reason(Exchange exchange) {
        if (exchange instanceof NotSent notSent) {
            return notSent.why();
        }
        if (exchange instanceof Lost lost) {
            return lost.why();
        }
        Answer answer = (Answer) exchange;
        return "status " + answer.status() + ": "
                + Messages.excerpt(answer.body(), List.of(auth.clientSecret().reveal()));
    }

    private byte[] form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", auth.clientId());
        form.put("client_secret", auth.clientSecret().reveal());
        auth.scope().ifPresent(scope -> form.put("scope", scope));
        auth.audience().ifPresent(audience -> form.put("audience", audience));
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + Percent.encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private AccessToken token(Answer answer) {
        JsonNode body;
        try {
            body = Json.parse(answer.body());
        } catch (InvalidJsonException e) {
            // Neither the message nor the body is shown: it may hold the token.
            throw failed("the answer is not JSON");
        }
        String token = body.path("access_token").asText("");
        if (token.isEmpty()) {
            throw failed("the answer has no access_token");
        }
        long seconds = Math.max(1, body.path("expires_in").asLong(DEFAULT_SECONDS));
        return new AccessToken(Secret.of(token), clock.instant().plusSeconds(seconds));
    }

    private RetryableException failed(String why) {
        return new RetryableException(
                "no access token from " + auth.tokenUrl().getHost() + Messages.address(auth.tokenUrl()) + ": " + why,
                null);
    }
}
