package dev.fides.rest.auth;

import dev.fides.config.source.Secret;
import dev.fides.rest.http.Addresses;
import dev.fides.rest.http.Percent;
import dev.fides.rest.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A key in the query of every request; it is added when the request is sent, so that no address in a message has it. */
record QueryKey(String name, Secret value) implements Credentials {

    @Override
    public Request prepared(Request request) {
        String others = Addresses.without(request.uri(), name).toString();
        String parameter = Percent.encodeName(name) + "=" + Percent.encode(value.reveal());
        URI uri = URI.create(others + (others.indexOf('?') < 0 ? "?" : "&") + parameter);
        return new Request(request.method(), uri, request.headers(), request.body());
    }

    @Override
    public Map<String, String> headers(Request request) {
        return Map.of();
    }

    @Override
    public List<String> secrets() {
        return List.of(value.reveal());
    }
}
