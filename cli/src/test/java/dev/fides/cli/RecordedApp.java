package dev.fides.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the answers that an app gave once, on a port of this machine. */
final class RecordedApp implements AutoCloseable {

    private record Reply(int status, String type, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    RecordedApp() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        answers("GET health", "health");
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Gives recorded answers one after the other, the last one again and again. */
    RecordedApp answers(String call, String... recorded) {
        for (String name : recorded) {
            says(call, call.startsWith("POST") ? 202 : 200, recorded(name));
        }
        return this;
    }

    /** Gives a JSON answer after those that are due before. */
    RecordedApp says(String call, int status, String json) {
        return says(call, status, "application/json", json);
    }

    RecordedApp says(String call, int status, String type, String body) {
        return says(call, new Reply(status, type, body, Map.of()));
    }

    RecordedApp leads(String call, String to) {
        return says(call, new Reply(302, "text/html", "", Map.of("Location", to)));
    }

    private synchronized RecordedApp says(String call, Reply reply) {
        replies.computeIfAbsent(call, unknown -> new ArrayDeque<>()).add(reply);
        return this;
    }

    /** Forgets what was to be said to a call. */
    synchronized RecordedApp nothingTo(String call) {
        replies.remove(call);
        return this;
    }

    /** Method, path after {@code /api/}, and body of all calls so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** The function keys that were shown. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    static String recorded(String name) {
        try (InputStream stream = RecordedApp.class.getResourceAsStream("/answers/" + name + ".json")) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replaceFirst("^/api/", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(body.isEmpty() ? call : call + " " + body);
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-functions-key")));
        Reply reply = next(call);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Reply next(String call) {
        Deque<Reply> due = replies.get(call);
        if (due == null) {
            return new Reply(
                    404,
                    "application/problem+json",
                    "{\"type\":\"about:blank\",\"title\":\"Not found\",\"status\":404,\"detail\":\"there is no " + call
                            + "\"}",
                    Map.of());
        }
        return due.size() > 1 ? due.poll() : due.peek();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
