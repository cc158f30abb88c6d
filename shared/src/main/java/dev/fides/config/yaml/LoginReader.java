package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.access.Auth;
import dev.fides.config.access.LoginCall;
import dev.fides.config.access.LoginCall.Body;
import dev.fides.config.access.LoginCall.Lifetime;
import dev.fides.config.access.LoginCall.TokenAt;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Settings;
import dev.fides.config.source.Template;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads an authentication of the type {@code login}. */
final class LoginReader {

    /** Sessions of most services live longer; what ends sooner is found by its 401. */
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(15);

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final Pattern METHOD = Pattern.compile("GET|POST|PUT");
    private static final List<String> TOKENS = List.of("token", "tokenHeader", "cookie");
    private static final LoginCall NO_CALL =
            new LoginCall("POST", URI.create(""), Map.of(), Optional.empty(), List.of());

    private final Values values;
    private final TemplateValues templates;

    LoginReader(Values values) {
        this.templates = new TemplateValues(values.settings());
        this.values = values;
    }

    Auth read(Section login, URI baseUrl) {
        TokenAt token = token(login);
        boolean cookie = token instanceof TokenAt.Cookie;
        String header = login.optional("header", values::headerName, cookie ? "Cookie" : "Authorization");
        String usual = token instanceof TokenAt.Cookie set
                ? set.name() + "="
                : header.equalsIgnoreCase("Authorization") ? "Bearer " : "";
        return new Auth.Login(
                login.requiredPart("request", request -> call(request, baseUrl), NO_CALL),
                token,
                login.optional("expires", this::lifetime, new Lifetime.Fixed(DEFAULT_LIFETIME)),
                header,
                login.optional("prefix", values::headerText, usual));
    }

    private TokenAt token(Section login) {
        List<String> given = TOKENS.stream().filter(login::has).toList();
        if (given.size() != 1) {
            login.fault(
                    "token",
                    given.isEmpty()
                            ? "missing (or tokenHeader, or cookie)"
                            : "expected one of " + TOKENS + ", found " + given);
        }
        Optional<TokenAt> header =
                login.maybe("tokenHeader", values::headerName).map(TokenAt.Header::new);
        Optional<TokenAt> cookie = login.maybe("cookie", values::headerName).map(TokenAt.Cookie::new);
        Optional<TokenAt> member = login.maybe("token", values::pointer).map(TokenAt.Member::new);
        return member.or(() -> header).or(() -> cookie).orElse(new TokenAt.Member(JsonPointer.empty()));
    }

    private Lifetime lifetime(JsonNode value) {
        return value.isTextual() && value.textValue().startsWith("/")
                ? new Lifetime.Member(values.pointer(value))
                : new Lifetime.Fixed(values.duration(value, SHORTEST, LONGEST));
    }

    private LoginCall call(Section request, URI baseUrl) {
        List<Secret> secrets = new ArrayList<>();
        Map<String, Secret> headers = request.entries("headers", values::headerValue);
        secrets.addAll(headers.values());
        URI uri = address(request, baseUrl, secrets);
        if (request.has("json") && request.has("form")) {
            request.fault("form", "there is a json: a request has one body");
        }
        Optional<Body> json = request.has("json") ? Optional.of(json(request, secrets)) : Optional.empty();
        Optional<Body> form = request.has("form") ? Optional.of(form(request, secrets)) : Optional.empty();
        String method = request.optional("method", v -> values.text(v, METHOD), "POST");
        return new LoginCall(method, uri, headers, json.or(() -> form), secrets);
    }

    private URI address(Section request, URI baseUrl, List<Secret> secrets) {
        if (request.has("url") == request.has("path")) {
            request.fault("path", "expected either path, below baseUrl, or url");
        }
        URI base = request.optional("url", values::absoluteUrl, baseUrl);
        String path = request.maybe("path", v -> templates.path(v, Set.of()))
                .map(template -> {
                    secrets.addAll(template.settings());
                    return template.fill(name -> "");
                })
                .orElse("");
        String query = parameters(request, "query", secrets);
        // The path itself is no secret, only what app settings brought into it.
        String of = request.has("url")
                ? ""
                : Optional.ofNullable(base.getRawQuery()).orElse("");
        String all = Stream.of(of, query).filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
        String text = (of.isEmpty() ? base.toString() : base.toString().replaceFirst("\\?.*", ""))
                + path
                + (all.isEmpty() ? "" : "?" + all);
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            request.fault("path", "expected a path that can stand in an address");
            return base;
        }
    }

    private Body form(Section request, List<Secret> secrets) {
        return new Body("application/x-www-form-urlencoded", Secret.of(parameters(request, "form", secrets)));
    }

    private String parameters(Section request, String name, List<Secret> secrets) {
        return request.entries(name, v -> templates.template(v, Set.of())).entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(filled(entry.getValue(), secrets)))
                .collect(Collectors.joining("&"));
    }

    private static String filled(Template template, List<Secret> secrets) {
        String text = template.fill(name -> "");
        secrets.addAll(template.settings());
        secrets.add(Secret.of(text));
        return text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Body json(Section request, List<Secret> secrets) {
        JsonNode body = request.json("json", text -> {
            String resolved =
                    Settings.resolveAll(text, name -> noted(values.settings().apply(name), secrets));
            secrets.add(Secret.of(resolved));
            return resolved;
        });
        return new Body("application/json", Secret.of(body.toString()));
    }

    private static Optional<String> noted(Optional<String> setting, List<Secret> secrets) {
        setting.map(Secret::of).ifPresent(secrets::add);
        return setting;
    }
}
