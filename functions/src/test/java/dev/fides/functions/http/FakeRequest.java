package dev.fides.functions.http;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A request as the Java worker hands it over: header names in lower case, query parameters decoded. */
public record FakeRequest(
        HttpMethod method, URI uri, Map<String, String> headers, Map<String, String> query, Optional<String> text)
        implements HttpRequestMessage<Optional<String>> {

    public static FakeRequest get(String path) {
        return of(HttpMethod.GET, path);
    }

    public static FakeRequest post(String path, String body) {
        return of(HttpMethod.POST, path).withBody(body);
    }

    private static FakeRequest of(HttpMethod method, String path) {
        return new FakeRequest(
                method, URI.create("https://app.example/api/" + path), Map.of(), Map.of(), Optional.empty());
    }

    public FakeRequest withBody(String body) {
        return new FakeRequest(method, uri, headers, query, Optional.of(body));
    }

    public FakeRequest withQuery(String name, String value) {
        return new FakeRequest(method, uri, headers, Map.of(name, value), text);
    }

    public FakeRequest withHeader(String name, String value) {
        return new FakeRequest(method, uri, Map.of(name, value), query, text);
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public HttpMethod getHttpMethod() {
        return method;
    }

    @Override
    public Map<String, String> getHeaders() {
        return headers;
    }

    @Override
    public Map<String, String> getQueryParameters() {
        return query;
    }

    @Override
    public Optional<String> getBody() {
        return text;
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
        return new FakeResponse(status);
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
        return new FakeResponse(status);
    }
}
