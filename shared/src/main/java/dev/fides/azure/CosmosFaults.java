package dev.fides.azure;

import com.azure.cosmos.CosmosException;
import dev.fides.model.FidesException;
import dev.fides.model.MemoryUnavailableException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;

/**
 * What an error of the Cosmos DB SDK means. Messages carry the status and what was asked for; the SDK's own text holds
 * addresses and diagnostics by the page and stays in the cause.
 */
final class CosmosFaults {

    static final int NOT_FOUND = 404;
    static final int BAD_REQUEST = 400;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;

    /** A document's absence; other sub-statuses of 404 are stale sessions and missing containers. */
    private static final int NO_SUB_STATUS = 0;

    /** The document itself is at fault: malformed, or larger than 2 MB. */
    private static final Set<Integer> PERMANENT = Set.of(400, 413);

    private CosmosFaults() {}

    /**
     * The error as Fides treats it. Missing permissions and missing containers count as retryable: no record is at
     * fault, and everything goes on when the account has been put right.
     *
     * @param what operation, container and ids
     */
    static FidesException of(String what, Throwable error) {
        Throwable cause = Exceptions.unwrap(error);
        if (cause instanceof FidesException fides) {
            return fides;
        }
        if (cause instanceof CosmosException cosmos) {
            return of(what, cosmos);
        }
        if (cause instanceof TimeoutException) {
            return new MemoryUnavailableException("no answer in time: " + what, cause);
        }
        return new RetryableException("no answer: " + what, cause);
    }

    private static FidesException of(String what, CosmosException e) {
        String message = "Cosmos DB answered " + e.getStatusCode() + "/" + e.getSubStatusCode()
                + hint(e.getStatusCode()) + ": " + what;
        if (PERMANENT.contains(e.getStatusCode())) {
            return new PermanentException(message, e);
        }
        // Without that header the SDK tells a negative time.
        Duration wait = e.getRetryAfterDuration();
        return new MemoryUnavailableException(message, wait.isZero() || wait.isNegative() ? null : wait, e);
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> " (check the connection string, or the identity's Cosmos DB data role)";
            case NOT_FOUND -> " (database or container is missing)";
            case 429 -> " (more request units are needed than provisioned)";
            default -> "";
        };
    }

    /** Whether this says that there is no such document. */
    static boolean isAbsent(Throwable error) {
        return Exceptions.unwrap(error) instanceof CosmosException e
                && e.getStatusCode() == NOT_FOUND
                && e.getSubStatusCode() == NO_SUB_STATUS;
    }
}
