package dev.fides.rest.http;

import dev.fides.config.request.Variables;
import dev.fides.config.request.WriteRequest;
import dev.fides.config.service.Connection.Links;
import dev.fides.config.source.Template;
import dev.fides.model.PermanentException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Makes the addresses of one service, none of which ever leads to another one. */
public final class Addresses {

    private final URI base;
    private final BaseQuery baseQuery;
    private final Links links;
    private final Optional<String> credential;
    private final Set<String> settings = ConcurrentHashMap.newKeySet();

    public Addresses(URI base) {
        this(base, new Links.Refused(), Optional.empty());
    }

    /**
     * @param links what becomes of links that lead to another service
     * @param credential the parameter that shows who asks: links repeat it, but they are stored and shown without it
     */
    public Addresses(URI base, Links links, Optional<String> credential) {
        this.baseQuery = new BaseQuery(base);
        settings.addAll(baseQuery.secrets());
        this.base = base.getRawQuery() == null ? base : URI.create(withoutQuery(base.toString()));
        this.links = links;
        this.credential = credential;
    }

    /** An address without a parameter of its query. */
    public static URI without(URI uri, String parameter) {
        if (uri.getRawQuery() == null) {
            return uri;
        }
        String kept = Arrays.stream(uri.getRawQuery().split("&", -1))
                .filter(part -> !URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8)
                        .equals(parameter))
                .collect(Collectors.joining("&"));
        String text = uri.toString();
        return URI.create(text.substring(0, text.indexOf('?')) + (kept.isEmpty() ? "" : "?" + kept));
    }

    /** Where a write goes. */
    public URI of(WriteRequest request, Variables variables) {
        request.visit(this::note);
        return of(request.path(), request.query(), variables, Map.of());
    }

    /** The headers that only a write has. */
    public Map<String, String> headers(WriteRequest request, Variables variables) {
        return new Filling(variables).headers(request.headers());
    }

    private static String withoutQuery(String url) {
        String text = url.substring(0, url.indexOf('?'));
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * An address below the base URL.
     *
     * @param variables values of the variables in path and query
     * @param parameters further query parameters, which replace those of the definition
     */
    public URI of(Template path, Map<String, Template> query, Variables variables, Map<String, String> parameters) {
        note(path);
        query.values().forEach(this::note);
        Filling filling = new Filling(variables);
        Map<String, String> values = filling.parameters(query);
        parameters.forEach((name, value) -> values.put(name, Percent.encode(value)));
        String all = baseQuery.with(Filling.joined(values));
        return URI.create(base + filling.path(path) + (all.isEmpty() ? "" : "?" + all));
    }

    /** Lets no message show the app settings of a template. */
    void note(Template template) {
        template.settings().forEach(setting -> settings.add(setting.reveal()));
    }

    /** The app settings in the addresses made so far, none of which may be seen in a message. */
    public Set<String> settings() {
        return settings;
    }

    /**
     * Where a link of an answer leads, without the origin: what {@link #at} takes.
     *
     * @throws PermanentException when it leads to another service or is no address
     */
    public String follow(URI from, String link) {
        URI target;
        try {
            String repaired = Percent.repair(link);
            // URI.resolve would drop the last segment of the path in front of a bare query.
            target = repaired.startsWith("?") ? URI.create(from.getRawPath() + repaired) : URI.create(repaired);
        } catch (IllegalArgumentException e) {
            throw new PermanentException("the link to the next page is no address: " + Messages.excerpt(link));
        }
        URI own = ours(from.resolve(target));
        URI resolved = credential.map(parameter -> without(own, parameter)).orElse(own);
        String path = Objects.requireNonNullElse(resolved.getRawPath(), "");
        return baseQuery
                .without(resolved.getRawQuery())
                .map(query -> path + "?" + query)
                .orElse(path);
    }

    /** Whether redirects of reads are followed. */
    public boolean followsRedirects() {
        return !(links instanceof Links.Refused);
    }

    /** A link as an address of this service. */
    private URI ours(URI link) {
        if (links instanceof Links.PathOnly) {
            return address(Objects.requireNonNullElse(link.getRawPath(), "")
                    + (link.getRawQuery() == null ? "" : "?" + link.getRawQuery()));
        }
        URI own = links instanceof Links.Rewrite rewrite ? rewritten(link, rewrite) : link;
        if (!sameOrigin(own)) {
            throw new PermanentException("the link leads to another service, " + link.getScheme() + "://"
                    + link.getRawAuthority() + ", and is not followed. Where it is the same service under another name,"
                    + " say links: path (its path and query are taken, at baseUrl), or links: { rewrite: { from, to } }"
                    + " beside baseUrl");
        }
        return own;
    }

    private static URI rewritten(URI link, Links.Rewrite rewrite) {
        String from = rewrite.from().toString();
        String text = link.toString();
        boolean begins = text.startsWith(from)
                && (text.length() == from.length() || "/?".indexOf(text.charAt(from.length())) >= 0);
        return begins ? URI.create(rewrite.to() + text.substring(from.length())) : link;
    }

    /** The address of a path and query of this service, with what the base URL has that is not in it. */
    public URI at(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = baseQuery.with(mark < 0 ? "" : pathAndQuery.substring(mark + 1));
        return address(query.isEmpty() ? path : path + "?" + query);
    }

    private URI address(String pathAndQuery) {
        if (!pathAndQuery.startsWith("/")) {
            throw new PermanentException("no path of this service: " + Messages.excerpt(pathAndQuery));
        }
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + pathAndQuery);
    }

    private boolean sameOrigin(URI other) {
        return base.getScheme().equalsIgnoreCase(other.getScheme())
                && base.getHost()
                        .equalsIgnoreCase(Optional.ofNullable(other.getHost()).orElse(""))
                && port(base) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
