package dev.fides.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls a demo service as any client would. */
public final class DemoClient {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    public DemoClient(URI base) {
        this.base = base;
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public HttpResponse<String> get(String path) throws IOException {
        return send("GET", path, "");
    }

    public JsonNode json(String path) {
        try {
            return DemoJson.read(get(path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode post(String path, String body) throws IOException {
        return DemoJson.read(send("POST", path, body).body());
    }

    public int status(String method, String path, String body) throws IOException {
        return send(method, path, body).statusCode();
    }
}
