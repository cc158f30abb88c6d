package dev.fides.rest.call;

import dev.fides.config.access.Auth;
import dev.fides.config.service.Connection;
import dev.fides.config.source.Secret;
import dev.fides.model.FidesException;
import dev.fides.resilience.Attempts;
import dev.fides.resilience.CircuitState;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.HeldBack;
import dev.fides.resilience.ResilientCalls;
import dev.fides.resilience.Verdict;
import dev.fides.rest.auth.Credentials;
import dev.fides.rest.http.Addresses;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.Exchange.NotSent;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Request;
import dev.fides.rest.http.RetryAfter;
import dev.fides.rest.http.ShownRequest;
import dev.fides.rest.http.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** One sync's way to its host or its target: credentials, headers, limits and resilience around every request. */
public final class ServiceConnection {

    private static final String ACCEPT = "Accept";
    private static final String HIDDEN = "***";

    private final ConnectionId id;
    private final Map<String, String> fixedHeaders;
    private final List<String> fixedSecrets;
    private final Credentials credentials;
    private final Transport transport;
    private final ResilientCalls calls;
    private final Clock clock;
    private final Duration longestWait;
    private final Addresses addresses;

    /** @param longestWait no wait that the service asks for is longer */
    public ServiceConnection(
            ConnectionId id,
            Connection settings,
            Credentials credentials,
            Transport transport,
            ResilientCalls calls,
            Clock clock,
            Duration longestWait) {
        this.id = id;
        this.credentials = credentials;
        this.transport = transport;
        this.calls = calls;
        this.clock = clock;
        this.longestWait = longestWait;
        this.addresses = new Addresses(
                settings.baseUrl(),
                settings.links(),
                settings.auth() instanceof Auth.Query query ? Optional.of(query.name()) : Optional.empty());
        this.fixedHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.fixedSecrets = new ArrayList<>();
        settings.headers().forEach((name, value) -> {
            fixedHeaders.put(name, value.reveal());
            fixedSecrets.add(value.reveal());
        });
        fixedHeaders.putIfAbsent(ACCEPT, "application/json");
        Transport.check(fixedHeaders);
        Transport.check(credentials.known());
        fixedSecrets.remove(
                settings.headers().getOrDefault(ACCEPT, Secret.of("")).reveal());
    }

    public Addresses addresses() {
        return addresses;
    }

    public CircuitState state() {
        return calls.state();
    }

    /**
     * Sends a request as often as credentials and resilience want.
     *
     * @param judge what an outcome says about the service; 401 and 403 are judged only after fresh credentials were refused too
     */
    public Attempts<Exchange> send(Request request, Function<Exchange, Verdict> judge) {
        AtomicReference<Map<String, String>> sent = new AtomicReference<>(Map.of());
        Supplier<Exchange> attempt = () -> attempt(request, sent);
        if (!credentials.renewable()) {
            return calls.call(attempt, judge);
        }
        Attempts<Exchange> first = calls.call(
                attempt, exchange -> isUnauthorized(exchange) ? new Verdict.Healthy() : judge.apply(exchange));
        boolean refused = first.last().filter(ServiceConnection::isUnauthorized).isPresent();
        return refused && credentials.renew(sent.get()) ? first.then(calls.call(attempt, judge)) : first;
    }

    /** Services refuse a token whose rights were changed, or that another key signed, with either status. */
    private static boolean isUnauthorized(Exchange exchange) {
        return exchange instanceof Answer answer && (answer.status() == 401 || answer.status() == 403);
    }

    private Exchange attempt(Request request, AtomicReference<Map<String, String>> sent) {
        Request prepared = credentials.prepared(request);
        try {
            sent.set(credentials.headers(prepared));
        } catch (FidesException e) {
            return new NotSent(e.getMessage());
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.putAll(fixedHeaders);
        headers.putAll(request.ownHeaders());
        headers.putAll(sent.get());
        return transport.send(prepared, headers);
    }

    /** A request as it would be sent, but for who asks: no credentials are fetched, and no secret is shown. */
    public ShownRequest shown(Request request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        fixedHeaders.forEach((name, value) -> headers.put(name, name.equalsIgnoreCase(ACCEPT) ? value : HIDDEN));
        request.ownHeaders().forEach((name, value) -> headers.put(name, masked(value)));
        credentials.known().keySet().forEach(name -> headers.put(name, HIDDEN));
        String origin = request.uri().getScheme() + "://" + request.uri().getRawAuthority();
        return new ShownRequest(
                request.method(),
                masked(origin + Messages.address(request.uri())),
                headers,
                request.body().map(body -> masked(new String(body, StandardCharsets.UTF_8))));
    }

    private String masked(String text) {
        return Messages.redact(text, secrets());
    }

    /** How long a service asks to be left alone; bounded, and empty where it says nothing that can be used. */
    public Optional<Duration> retryAfter(Answer answer) {
        return RetryAfter.of(answer.headers(), clock, longestWait).pause();
    }

    /** The request, what came of it, and whose connection it is; without secrets. */
    public String describe(Request request, Exchange exchange) {
        return describe(request, outcome(exchange));
    }

    /** The same, and what follows from it. */
    public String describe(Request request, Answer answer, String more) {
        return describe(request, outcome(answer) + more);
    }

    public String describe(Request request, HeldBack heldBack) {
        return describe(request, "not sent: " + heldBack.why());
    }

    public String describe(Request request, String what) {
        String text = request.method() + " " + Messages.address(request.uri()) + ": " + what;
        return Messages.redact(text, secrets()) + " (" + id + ")";
    }

    private String outcome(Exchange exchange) {
        if (exchange instanceof NotSent notSent) {
            return "not sent: " + redact(notSent.why());
        }
        if (exchange instanceof Lost lost) {
            return redact(lost.why());
        }
        Answer answer = (Answer) exchange;
        String body = Messages.excerpt(answer.body(), secrets());
        return "status " + answer.status() + redirection(answer)
                + RetryAfter.of(answer.headers(), clock, longestWait)
                        .odd()
                        .map(odd -> ", " + odd)
                        .orElse("")
                + lack(answer)
                + (body.isEmpty() ? "" : ": " + body);
    }

    private static String lack(Answer answer) {
        return switch (answer.completeness()) {
            case COMPLETE -> "";
            case BROKEN_OFF -> ", the answer broken off";
            case TOO_SLOW ->
                ", the answer began, but had not come whole when the time limit was over (timeout in the definition)";
            case TOO_LARGE -> ", the answer too large";
            case UNREADABLE -> ", the answer cannot be read: " + answer.whyUnreadable();
        };
    }

    /** Where a redirect leads, since it is not followed: a definition is mended by it. */
    private static String redirection(Answer answer) {
        boolean redirect = answer.status() >= 300 && answer.status() < 400;
        return redirect
                ? answer.headers()
                        .firstValue("Location")
                        .map(location -> ", a redirect to " + Messages.location(location)
                                + " (redirects are not followed; mend the address in the definition. Those of reads are,"
                                + " with links: path or links.rewrite)")
                        .orElse("")
                : "";
    }

    /** The text without this connection's secrets, cut to a readable length. */
    public String redact(String text) {
        return Messages.excerpt(Messages.redact(text, secrets()));
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(fixedSecrets);
        secrets.addAll(credentials.secrets());
        secrets.addAll(addresses.settings());
        return secrets;
    }
}
