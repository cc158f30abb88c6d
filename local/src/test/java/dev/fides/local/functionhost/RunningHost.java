package dev.fides.local.functionhost;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A function host under test, called as a client on the network calls it. */
final class RunningHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final FunctionHost host;

    private RunningHost(FunctionHost host) {
        this.host = host;
    }

    static RunningHost of(SampleApp app, Map<String, String> settings) {
        return new RunningHost(
                FunctionHost.start(FunctionHostSettings.of(app.folder(), 0).withAppSettings(settings)));
    }

    static RunningHost of(SampleApp app) {
        return of(app, Map.of());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + host.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** What the functions saw so far. */
    List<String> journal() throws IOException, InterruptedException {
        String body = get("/api/journal").body();
        return JSON.readerForListOf(String.class).readValue(body);
    }

    /** The journal as soon as it is as wanted; fails with the last one when that takes too long. */
    List<String> awaitJournal(Predicate<List<String>> wanted) throws IOException, InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        List<String> lines = journal();
        CompletableFuture<Void> never = new CompletableFuture<>();
        while (!wanted.test(lines)) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("the journal did not become as wanted: " + lines);
            }
            never.copy().completeOnTimeout(null, 20, TimeUnit.MILLISECONDS).join();
            lines = journal();
        }
        return lines;
    }

    FunctionHost host() {
        return host;
    }

    @Override
    public void close() {
        host.close();
    }
}
