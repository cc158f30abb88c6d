package dev.fides.functions.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A service that answers as a test says. */
final class ScriptedService implements AutoCloseable {

    /** @param headers one a line */
    record Call(String method, URI uri, String headers, String body) {

        /** Method and path. */
        String route() {
            return method + " " + uri.getPath();
        }

        /** All that was sent, as services like to show it in their errors. */
        String echo() {
            return "you sent " + method + " " + uri + "\n" + headers + "\n\n" + body;
        }
    }

    record Answer(int status, String body) {
        static Answer ok(String json) {
            return new Answer(200, json.replace('\'', '"'));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Function<Call, Answer> script;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    ScriptedService(Function<Call, Answer> script) throws IOException {
        this(script, 8);
    }

    /** @param most calls that are answered at once */
    ScriptedService(Function<Call, Answer> script, int most) throws IOException {
        this.script = script;
        this.threads = Executors.newFixedThreadPool(most);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How often something was asked for, as {@link Call#route()} says it. */
    int calls(String route) {
        return calls.getOrDefault(route, 0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String headers = exchange.getRequestHeaders().entrySet().stream()
                    .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()))
                    .collect(Collectors.joining("\n"));
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Call call = new Call(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
            Answer answer = script.apply(call);
            calls.merge(call.route(), 1, Integer::sum);
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
