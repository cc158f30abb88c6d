package dev.fides.local.cosmos.http;

import dev.fides.local.cosmos.sql.SqlException;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.http.LoopbackServer;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request of HTTP to one of Cosmos DB, and from its answer or failure back. Every request gets an answer. */
public final class Gateway implements LoopbackServer.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    /** Twice the largest document: more is refused before it fills the memory. */
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    private final Router router;

    Gateway(Router router) {
        this.router = router;
    }

    @Override
    public Optional<ServerResponse> handle(ServerRequest request) throws IOException {
        return Optional.of(answer(request)
                .with("Content-Type", "application/json")
                .with("x-ms-activity-id", UUID.randomUUID().toString())
                .with("x-ms-serviceversion", "version=2.14.0.0"));
    }

    private ServerResponse answer(ServerRequest request) throws IOException {
        try {
            byte[] body = request.body(MAX_BODY_BYTES)
                    .orElseThrow(() -> CosmosException.tooLarge(
                            "Request size is too large: more than " + MAX_BODY_BYTES + " bytes."));
            return router.handle(request, body);
        } catch (CosmosException e) {
            return CosmosAnswer.of(e);
        } catch (SqlException e) {
            return CosmosAnswer.of(CosmosException.badRequest(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} failed", request, e);
            return CosmosAnswer.of(new CosmosException(500, 0, 0, "The local endpoint failed: " + e));
        }
    }
}
