package dev.fides.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A host with 30 cities in three pages, and a target with two documents, on a port of this machine. */
final class CityService implements AutoCloseable {

    /** What it answers to a request where it should not answer as usual: a body, by path and query. */
    @FunctionalInterface
    interface Quirk {
        Optional<String> answer(String address);
    }

    private static final int PAGE = 10;
    private static final int CITIES = 30;

    private final HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private Quirk quirk = address -> Optional.empty();
    private UnaryOperator<String> pages = body -> body;
    private int status = 200;
    private Optional<String> location = Optional.empty();

    CityService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Method and address of every request so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void answering(Quirk odd) {
        quirk = odd;
    }

    /** Changes every page of the listing. */
    void changingPages(UnaryOperator<String> change) {
        pages = change;
    }

    void refusing(int withStatus) {
        status = withStatus;
    }

    /** Answers everything with a redirect. */
    void leadingTo(String address) {
        status = 302;
        location = Optional.of(address);
    }

    private void answer(HttpExchange exchange) throws IOException {
        location.ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
        String address = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + address);
        String body = quirk.answer(address).orElseGet(() -> usual(address));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.equals("absent") ? 404 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String usual(String address) {
        if (address.startsWith("/docs")) {
            return """
                    {"items": [{"id": "c1", "key": "1"}, {"id": "c2", "key": "2"}]}
                    """;
        }
        if (address.startsWith("/cities/")) {
            return city(Integer.parseInt(address.substring("/cities/".length())));
        }
        int page = address.matches(".*[?&]page=[0-9]+.*")
                ? Integer.parseInt(address.replaceFirst(".*[?&]page=([0-9]+).*", "$1"))
                : 1;
        String cities = IntStream.rangeClosed((page - 1) * PAGE + 1, page * PAGE)
                .mapToObj(CityService::city)
                .collect(Collectors.joining(","));
        String next = page * PAGE < CITIES ? ", \"next\": \"/cities?page=" + (page + 1) + "\"" : "";
        return pages.apply("{\"value\": [" + cities + "], \"count\": " + CITIES + next + "}");
    }

    static String city(int number) {
        return "{\"id\": " + number + ", \"name\": \"City " + number + "\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
