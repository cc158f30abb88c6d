package dev.fides.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.fides.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Answers requests that are as a service documents them, and nothing else. */
final class DocumentedService implements AutoCloseable {

    private static final int NOT_DOCUMENTED = 501;

    private final HttpServer server;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Exchange> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Asked> strange = Collections.synchronizedList(new ArrayList<>());

    DocumentedService() {
        this(() -> HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** Makes a server that is not started yet. */
    interface Listening {
        HttpServer create() throws IOException;
    }

    DocumentedService(Listening listening) {
        try {
            server = listening.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on these are answered. */
    void documented(List<Exchange> more) {
        exchanges.addAll(more);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = Asked.of(exchange);
            List<Exchange> alike = exchanges.stream()
                    .filter(candidate -> candidate.matches(asked))
                    .toList();
            // The same request may be answered otherwise when it comes again.
            Optional<Exchange> known = alike.stream()
                    .filter(candidate -> !seen.contains(candidate))
                    .findFirst()
                    .or(() -> alike.stream().findFirst());
            known.ifPresentOrElse(seen::add, () -> strange.add(asked));
            byte[] body = known.filter(found -> !found.answer().isMissingNode())
                    .map(found -> Json.write(found.answer()))
                    .orElse(new byte[0]);
            known.ifPresent(found -> found.answerHeaders().forEach(exchange.getResponseHeaders()::add));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(
                    known.map(Exchange::status).orElse(NOT_DOCUMENTED), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Requests that no exchange is like. */
    List<Asked> strange() {
        return List.copyOf(strange);
    }

    /** Exchanges that nobody asked for. */
    List<Exchange> unseen() {
        return exchanges.stream().filter(exchange -> !seen.contains(exchange)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
