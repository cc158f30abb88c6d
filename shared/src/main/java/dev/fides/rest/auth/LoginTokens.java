package dev.fides.rest.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.config.access.Auth;
import dev.fides.config.access.LoginCall;
import dev.fides.config.access.LoginCall.Lifetime;
import dev.fides.config.access.LoginCall.TokenAt;
import dev.fides.config.source.Secret;
import dev.fides.model.RetryableException;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Request;
import dev.fides.rest.http.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gets tokens or sessions by a call of the service's own. */
public final class LoginTokens implements Supplier<AccessToken> {

    /** What is more is no number of seconds from now: it lies in 2001, and as a lifetime it would be 31 years. */
    private static final long FIRST_EPOCH_SECONDS = 1_000_000_000L;

    private static final long FIRST_EPOCH_MILLISECONDS = 100_000_000_000L;

    private final Auth.Login login;
    private final Transport transport;
    private final Clock clock;

    public LoginTokens(Auth.Login login, Transport transport, Clock clock) {
        this.login = login;
        this.transport = transport;
        this.clock = clock;
    }

    /** @throws RetryableException always, when there is no token: no request was sent to the service itself */
    @Override
    public AccessToken get() {
        LoginCall call = login.call();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        call.body().ifPresent(body -> headers.put("Content-Type", body.contentType()));
        call.headers().forEach((name, value) -> headers.put(name, value.reveal()));
        Request request = new Request(
                call.method(),
                call.uri(),
                Map.of(),
                call.body().map(body -> body.text().reveal().getBytes(StandardCharsets.UTF_8)));
        Exchange exchange = transport.send(request, headers);
        if (exchange instanceof Answer answer && answer.status() >= 200 && answer.status() < 300) {
            return token(answer);
        }
        throw failed(TokenAnswers.reason(exchange, secrets()));
    }

    private AccessToken token(Answer answer) {
        Optional<String> token = login.token() instanceof TokenAt.Member member
                ? Optional.of(body(answer).at(member.pointer()))
                        .filter(found -> found.isValueNode() && !found.isNull())
                        .map(JsonNode::asText)
                : header(answer, login.token());
        // What is there instead is not shown: it may hold the token.
        String found = token.filter(text -> !text.isEmpty() && text.chars().noneMatch(c -> c < ' '))
                .orElseThrow(() -> failed("the answer has no token at " + place()));
        Instant now = clock.instant();
        Instant end = end(answer, now);
        // A session that ended before it began would be asked for with every request.
        return new AccessToken(Secret.of(found), end.isAfter(now) ? end : now.plusSeconds(1));
    }

    private String place() {
        if (login.token() instanceof TokenAt.Member member) {
            return "\"" + member.pointer() + "\"";
        }
        return login.token() instanceof TokenAt.Header header
                ? "the header " + header.name()
                : "the cookie " + ((TokenAt.Cookie) login.token()).name();
    }

    private static Optional<String> header(Answer answer, TokenAt at) {
        if (at instanceof TokenAt.Header header) {
            return answer.headers().firstValue(header.name());
        }
        String begin = ((TokenAt.Cookie) at).name() + "=";
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0].strip())
                .filter(cookie -> cookie.startsWith(begin))
                .map(cookie -> cookie.substring(begin.length()))
                .findFirst();
    }

    private Instant end(Answer answer, Instant now) {
        if (login.lifetime() instanceof Lifetime.Fixed fixed) {
            return now.plus(fixed.duration());
        }
        Lifetime.Member member = (Lifetime.Member) login.lifetime();
        JsonNode value = body(answer).at(member.pointer());
        return end(value, now)
                .orElseThrow(() -> failed("expected seconds, or a date and time, at \"" + member.pointer()
                        + "\" as the end of the token"));
    }

    private static Optional<Instant> end(JsonNode value, Instant now) {
        String text = value.asText();
        try {
            if (value.isNumber() || text.matches("\\d{1,15}")) {
                long number = value.isNumber() ? value.longValue() : Long.parseLong(text);
                if (number < FIRST_EPOCH_SECONDS) {
                    return Optional.of(now.plus(Duration.ofSeconds(number)));
                }
                return Optional.of(
                        number < FIRST_EPOCH_MILLISECONDS
                                ? Instant.ofEpochSecond(number)
                                : Instant.ofEpochMilli(number));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private JsonNode body(Answer answer) {
        return answer.body().length == 0 ? MissingNode.getInstance() : TokenAnswers.json(answer, this::failed);
    }

    private List<String> secrets() {
        return login.call().secrets().stream().map(Secret::reveal).toList();
    }

    private RetryableException failed(String why) {
        LoginCall call = login.call();
        String address = Messages.redact(call.uri().getHost() + Messages.address(call.uri()), secrets());
        return new RetryableException("no token from the login at " + address + ": " + why, null);
    }
}
