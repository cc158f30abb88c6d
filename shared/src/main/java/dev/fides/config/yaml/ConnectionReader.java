package dev.fides.config.yaml;

import dev.fides.config.access.Auth;
import dev.fides.config.access.Tls;
import dev.fides.config.service.Circuit;
import dev.fides.config.service.Connection;
import dev.fides.config.service.Connection.Links;
import dev.fides.config.service.Resilience;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/** Reads how a host or target is reached. */
final class ConnectionReader {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String LINKS = "links";
    private static final String PATH = "path";
    private static final Links REFUSED = new Links.Refused();

    private final Values values;
    private final AuthReader auth;
    private final TlsReader tls;

    ConnectionReader(Values values) {
        this.values = values;
        this.auth = new AuthReader(values);
        this.tls = new TlsReader(values);
    }

    /** How a REST service is reached. */
    Connection read(Section service) {
        URI baseUrl = service.required("baseUrl", values::absoluteUrl, URI.create(""));
        return new Connection(
                baseUrl,
                service.part("auth", part -> auth.read(part, baseUrl)).orElseGet(Auth.None::new),
                service.entries("headers", values::headerValue),
                links(service, baseUrl),
                service.part("tls", part -> tls(part, baseUrl)).orElse(Tls.USUAL));
    }

    private Tls tls(Section part, URI baseUrl) {
        if (!"https".equalsIgnoreCase(baseUrl.getScheme())) {
            part.fault("there is no TLS with an address that does not begin with https");
        }
        return tls.read(part);
    }

    private Links links(Section service, URI baseUrl) {
        if (service.raw(LINKS).isObject()) {
            return service.part(LINKS, links -> links.requiredPart("rewrite", part -> rewrite(part, baseUrl), REFUSED))
                    .orElse(REFUSED);
        }
        if (!service.has(LINKS)) {
            return REFUSED;
        }
        String word = service.optional(LINKS, values::word, PATH);
        if (!word.equals(PATH)) {
            service.fault(LINKS, "expected path, or rewrite with from and to, found " + word);
        }
        return new Links.PathOnly();
    }

    private Links rewrite(Section rewrite, URI baseUrl) {
        URI to = rewrite.required("to", values::url, baseUrl);
        if (!Objects.equals(to.getScheme(), baseUrl.getScheme())
                || !Objects.equals(to.getRawAuthority(), baseUrl.getRawAuthority())) {
            rewrite.fault("to", "expected an address of the same scheme, host and port as baseUrl");
        }
        return new Links.Rewrite(rewrite.required("from", values::url, to), to);
    }

    /** How long a call of a service may take, whatever its kind. */
    Duration timeout(Section service) {
        return service.optional("timeout", v -> values.duration(v, SHORTEST, LONGEST), Defaults.TIMEOUT);
    }

    /** How hard a service is pressed, whatever its kind. */
    Resilience resilience(Section service, Duration timeout) {
        return service.partOrDefaults("resilience", resilience -> limits(resilience, timeout));
    }

    private Resilience limits(Section resilience, Duration timeout) {
        return new Resilience(
                resilience.optional("attempts", v -> values.integer(v, 1, 10), Defaults.ATTEMPTS),
                resilience.partOrDefaults("circuit", circuit -> circuit(circuit, timeout)),
                resilience.optional(
                        "requestsPerSecond", v -> values.integer(v, 1, 100_000), Defaults.REQUESTS_PER_SECOND),
                resilience.optional("concurrency", v -> values.integer(v, 1, 1000), Defaults.CONCURRENCY));
    }

    private Circuit circuit(Section circuit, Duration timeout) {
        Duration slowCall =
                timeout.multipliedBy(Defaults.SLOW_CALL_PERCENT_OF_TIMEOUT).dividedBy(100);
        return new Circuit(
                circuit.optional("failureRate", v -> values.integer(v, 1, 100), Defaults.FAILURE_RATE),
                circuit.optional("window", v -> values.integer(v, 1, 1000), Defaults.WINDOW),
                circuit.optional(
                        "openFor",
                        v -> values.duration(v, Duration.ofSeconds(1), Duration.ofHours(1)),
                        Defaults.OPEN_FOR),
                // What takes longer than the time limit fails anyway.
                circuit.optional("slowCall", v -> values.duration(v, Duration.ofMillis(10), timeout), slowCall));
    }
}
