package dev.fides.rest.http;

import dev.fides.config.request.ReadRequest;
import dev.fides.config.request.ReadRequest.Body;
import dev.fides.config.request.Variables;
import dev.fides.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Makes the requests that read, as a definition wants them. */
public final class Queries {

    private static final String CONTENT_TYPE = "Content-Type";

    private final ReadRequest form;
    private final Addresses addresses;

    /** @param addresses of the service, which know from then on what of the definition no message may show */
    public Queries(ReadRequest form, Addresses addresses) {
        this.form = form;
        this.addresses = addresses;
        form.visit(addresses::note);
    }

    /**
     * The request for what is known now.
     *
     * @param parameters further query parameters, which replace those of the definition
     * @throws dev.fides.model.PermanentException when a value cannot stand where the definition wants it
     */
    public Request of(Variables variables, Map<String, String> parameters) {
        URI uri = addresses.of(form.path(), form.query(), variables, parameters);
        Filling filling = new Filling(variables);
        String method = form.method().name();
        Request request = form.body()
                .map(body -> body instanceof Body.Json json
                        ? Request.withBody(method, uri, "application/json", json(json, filling))
                        : Request.withBody(
                                method, uri, "application/x-www-form-urlencoded", fields((Body.Form) body, filling)))
                .orElseGet(() -> new Request(method, uri, Map.of(), Optional.empty()));
        return request.withOwn(filling.headers(form.headers()));
    }

    /** The same to an address that an answer has led to: all that a link needs is in it, but headers. */
    public Request follow(URI address, Variables variables) {
        Map<String, String> headers = new Filling(variables).headers(form.headers());
        headers.keySet().removeIf(CONTENT_TYPE::equalsIgnoreCase);
        return Request.get(address).withOwn(headers);
    }

    private static byte[] json(Body.Json body, Filling filling) {
        return filling.json(body.template()).map(Json::write).orElseGet(() -> new byte[0]);
    }

    private static byte[] fields(Body.Form body, Filling filling) {
        return Filling.joined(filling.parameters(body.fields())).getBytes(StandardCharsets.UTF_8);
    }
}
