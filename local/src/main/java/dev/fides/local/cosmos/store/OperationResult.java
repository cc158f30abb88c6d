package dev.fides.local.cosmos.store;

import java.util.Optional;

/**
 * What became of one operation.
 *
 * @param status HTTP status
 * @param substatus value of {@code x-ms-substatus}, 0 for none
 * @param document the version now current, or the one read
 * @param charge request units
 * @param retryAfterMs milliseconds to wait before trying again, 0 for none
 */
public record OperationResult(
        int status, int substatus, Optional<StoredDocument> document, double charge, long retryAfterMs) {

    static OperationResult of(int status, StoredDocument document, double charge) {
        return new OperationResult(status, 0, Optional.of(document), charge, 0);
    }

    static OperationResult deleted(double charge) {
        return new OperationResult(204, 0, Optional.empty(), charge, 0);
    }

    /** The result that stands for a refusal within a batch. */
    public static OperationResult failed(CosmosException e) {
        return new OperationResult(e.status(), e.substatus(), Optional.empty(), 1, e.retryAfterMs());
    }

    static OperationResult failedDependency() {
        return new OperationResult(424, 0, Optional.empty(), 0, 0);
    }

    public boolean succeeded() {
        return status < 300 || status == 304;
    }
}
