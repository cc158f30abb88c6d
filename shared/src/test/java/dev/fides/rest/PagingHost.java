package dev.fides.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A host of numbered records whose listing is cut into pages in one of the ways that are found in the world. */
public final class PagingHost implements AutoCloseable {

    /** What the host answers to a request. */
    public record Page(int status, List<Integer> ids, Optional<String> token) {}

    private final HttpServer server;
    private final List<String> queries = new ArrayList<>();
    private final boolean announces;
    private volatile int announced;

    /**
     * @param announced the number of all records; negative when no page says it
     * @param pages by the parameters of the query
     */
    public PagingHost(int announced, Function<Map<String, String>, Page> pages) {
        this.announces = announced >= 0;
        this.announced = announced;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/cities", exchange -> answer(exchange, pages));
        server.start();
    }

    private void answer(HttpExchange exchange, Function<Map<String, String>, Page> pages) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body;
        int status = 200;
        if (path.length() > "/cities".length()) {
            body = "{\"id\": \"" + path.substring("/cities/".length()) + "\"}";
        } else {
            Page page = pages.apply(parameters(exchange.getRequestURI().getQuery()));
            status = page.status();
            body = "{\"value\": ["
                    + page.ids().stream().map(id -> "{\"id\": \"" + id + "\"}").collect(Collectors.joining(","))
                    + "]"
                    + (announces ? ", \"count\": " + announced : "")
                    + page.token().map(token -> ", \"next\": \"" + token + "\"").orElse("")
                    + "}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Map<String, String> parameters(String query) {
        queries.add(query);
        Map<String, String> parameters = new HashMap<>();
        for (String pair : Optional.ofNullable(query).orElse("").split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                parameters.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        return parameters;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often the listing was asked for a page. */
    public synchronized int requests() {
        return queries.size();
    }

    /** From now on pages announce another number of records. */
    public void announce(int records) {
        announced = records;
    }

    static Page page(List<Integer> ids) {
        return new Page(200, ids, Optional.empty());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
