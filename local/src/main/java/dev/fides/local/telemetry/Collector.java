package dev.fides.local.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.http.LoopbackServer;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    private static final int THREADS = 4;
    /** Far above what the agent sends at once, some hundred KB. */
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    private interface Operation {
        ServerResponse answer(ServerRequest request) throws IOException;
    }

    private final LoopbackServer server;
    private final Optional<Path> file;
    private final Summary.Builder summary = new Summary.Builder();
    private final Routes<Operation> routes = new Routes<Operation>()
            .add("v2.1/track", this::track)
            .add("v2/track", this::track)
            .add("summary", request -> json(summary()))
            .add("api/profiles/{*rest}", request -> appId());

    private Collector(CollectorSettings settings) throws IOException {
        this.file = settings.file();
        this.server = LoopbackServer.open("collector", settings.port(), THREADS);
        server.serve(request -> Optional.of(answer(request)));
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
        return new Collector(settings);
    }

    public int port() {
        return server.port();
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
        server.close();
    }

    private ServerResponse answer(ServerRequest request) throws IOException {
        var match = routes.find(request);
        return match.isEmpty()
                ? ServerResponse.empty(404)
                : match.get().handler().answer(request);
    }

    private ServerResponse track(ServerRequest request) throws IOException {
        List<String> lines =
                body(request).lines().filter(line -> !line.isBlank()).toList();
        int accepted = take(lines);
        return json(Map.of("itemsReceived", lines.size(), "itemsAccepted", accepted, "errors", List.of()));
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

    /** The agent asks which resource its key belongs to, and warns for as long as nobody answers. */
    private static ServerResponse appId() {
        return ServerResponse.text(200, "text/plain", "00000000-0000-0000-0000-000000000000");
    }

    private static String body(ServerRequest request) throws IOException {
        byte[] sent = request.body(MAX_BODY_BYTES).orElseThrow(() -> new IOException("telemetry without an end"));
        boolean zipped = request.header("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        try (InputStream raw = new ByteArrayInputStream(sent);
                InputStream content = zipped ? new GZIPInputStream(raw) : raw) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ServerResponse json(Object content) throws JsonProcessingException {
        return ServerResponse.json(200, JSON.writeValueAsString(content));
    }
}
