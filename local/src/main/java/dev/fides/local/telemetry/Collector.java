package dev.fides.local.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Takes telemetry as the ingestion endpoint of Application Insights takes it ({@code POST /v2.1/track}: JSON lines, mostly
 * gzipped), writes it to a file, and tells at {@code GET /summary} what arrived. Bound to the loopback interface.
 */
public final class Collector implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Optional<Path> file;
    private final Summary.Builder summary = new Summary.Builder();

    private Collector(HttpServer server, Optional<Path> file) {
        this.server = server;
        this.file = file;
    }

    /**
     * Starts a collector.
     *
     * @throws IOException when the port is taken or the file's folder cannot be made
     */
    public static Collector start(CollectorSettings settings) throws IOException {
        if (settings.file().isPresent()) {
            Files.createDirectories(settings.file().get().toAbsolutePath().getParent());
        }
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
        Collector collector = new Collector(server, settings.file());
        server.createContext("/v2.1/track", collector::track);
        server.createContext("/v2/track", collector::track);
        server.createContext("/summary", collector::tell);
        server.createContext("/api/profiles", Collector::tellAppId);
        server.start();
        return collector;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The value of {@code APPLICATIONINSIGHTS_CONNECTION_STRING} that leads here, and nowhere else. */
    public String connectionString() {
        String address = "http://localhost:" + port() + "/";
        return "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=" + address + ";LiveEndpoint="
                + address;
    }

    public Summary summary() {
        synchronized (summary) {
            return summary.build();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void track(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> lines =
                    body(exchange).lines().filter(line -> !line.isBlank()).toList();
            int accepted = take(lines);
            Map<String, Object> answer =
                    Map.of("itemsReceived", lines.size(), "itemsAccepted", accepted, "errors", List.of());
            answer(exchange, answer);
        }
    }

    private int take(List<String> lines) throws IOException {
        int accepted = 0;
        synchronized (summary) {
            for (String line : lines) {
                try {
                    JsonNode envelope = JSON.readTree(line);
                    summary.add(envelope);
                    accepted++;
                } catch (JsonProcessingException e) {
                    summary.fault("a line is no JSON");
                }
            }
            if (file.isPresent()) {
                Files.write(file.get(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        return accepted;
    }

    private void tell(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, summary());
        }
    }

    /** The agent asks which resource its key belongs to, and warns for as long as nobody answers. */
    private static void tellAppId(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] id = "00000000-0000-0000-0000-000000000000".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, id.length);
            exchange.getResponseBody().write(id);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream content = zipped ? new GZIPInputStream(raw) : raw) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void answer(HttpExchange exchange, Object content) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
