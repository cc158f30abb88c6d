package dev.fides.local.cosmos.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fides.local.cosmos.sql.SqlException;
import dev.fides.local.cosmos.store.CosmosException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an HTTP exchange to a request, and from its response or failure back. Every exchange gets an answer. */
public final class Gateway implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    /** Twice the largest document: more is refused before it fills the memory. */
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    private final Router router;

    Gateway(Router router) {
        this.router = router;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        try {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                throw CosmosException.tooLarge("Request size is too large: more than " + MAX_BODY_BYTES + " bytes.");
            }
            Headers headers = exchange.getRequestHeaders();
            return router.handle(new Request(
                    exchange.getRequestMethod(),
                    Request.segments(exchange.getRequestURI()),
                    name -> Optional.ofNullable(headers.getFirst(name)),
                    new Request.Body(body)));
        } catch (CosmosException e) {
            return Response.of(e);
        } catch (SqlException e) {
            return Response.of(CosmosException.badRequest(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return Response.of(new CosmosException(500, 0, 0, "The local endpoint failed: " + e));
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("x-ms-activity-id", UUID.randomUUID().toString());
        headers.set("x-ms-serviceversion", "version=2.14.0.0");
        response.headers().forEach(headers::set);
        byte[] body = response.body();
        if (body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
