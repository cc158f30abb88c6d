package dev.fides.azure;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBulkExecutionOptions;
import com.azure.cosmos.models.CosmosBulkItemRequestOptions;
import com.azure.cosmos.models.CosmosBulkOperationResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.Doubling;
import dev.fides.model.FidesException;
import dev.fides.model.RetryableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Conditional writes to one container. A write is repeated after an unknown outcome, which is safe: if it had succeeded,
 * the condition fails now, and what is stored bears the write's own id.
 */
final class CosmosWriter {

    /** From so many writes on, one bulk request is faster than single ones. */
    private static final int BULK_FROM = 4;

    /** The most that a bulk request takes; the SDK would begin with 1 and learn over many calls. */
    private static final int BULK_SIZE = 100;

    private static final int PARALLEL_WRITES = 16;
    private static final int ATTEMPTS = 3;

    /** Bounds a call with all its repetitions. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    /** The SDK names no longer time to wait, so that it stands for all longer ones: others wait better than a call. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CosmosDocuments documents;

    CosmosWriter(CosmosDocuments documents) {
        this.documents = documents;
    }

    WriteOutcome write(DocumentWrite write) {
        return writeAll(List.of(write)).get(0);
    }

    /** One outcome for each write, in the same order. */
    List<WriteOutcome> writeAll(List<DocumentWrite> writes) {
        List<Optional<WriteOutcome>> outcomes = new ArrayList<>(Collections.nCopies(writes.size(), Optional.empty()));
        long start = System.nanoTime();
        if (writes.size() >= BULK_FROM) {
            bulk(writes, outcomes);
        }
        return Flux.range(0, writes.size())
                .flatMapSequential(
                        i -> outcomes.get(i).map(Mono::just).orElseGet(() -> single(writes.get(i), start)),
                        PARALLEL_WRITES)
                .collectList()
                .block();
    }

    /**
     * Stores documents of one partition, whatever is stored; when it throws, some may be stored.
     *
     * @param partition value of their partition key
     */
    void upsertAll(List<ObjectNode> newDocuments, String partition) {
        documents.block(
                "upsert",
                newDocuments.size() + " documents, partition " + partition,
                () -> Flux.fromIterable(newDocuments)
                        .flatMap(document -> upsert(document, new PartitionKey(partition)), PARALLEL_WRITES)
                        .then());
    }

    private Mono<Void> upsert(ObjectNode document, PartitionKey partition) {
        return documents
                .container()
                .upsertItem(document, partition, new CosmosItemRequestOptions())
                .doOnNext(response -> documents.charged("write", response.getRequestCharge()))
                .retryWhen(Retry.backoff(ATTEMPTS - 1, FIRST_WAIT)
                        .filter(e -> CosmosFaults.of("upsert", e) instanceof RetryableException)
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()))
                .then();
    }

    /**
     * Notes what succeeded; what did not is left to {@link #single}, which knows how to repeat and resolve. When nothing
     * answers any more, all the rest has failed: trying each one would only take long.
     */
    private void bulk(List<DocumentWrite> writes, List<Optional<WriteOutcome>> outcomes) {
        List<CosmosItemOperation> operations = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            operations.add(operation(writes.get(i), i));
        }
        CosmosBulkExecutionOptions options = new CosmosBulkExecutionOptions().setInitialMicroBatchSize(BULK_SIZE);
        try {
            documents
                    .container()
                    .<Integer>executeBulkOperations(Flux.fromIterable(operations), options)
                    .doOnNext(answer -> note(answer, outcomes))
                    .then()
                    .timeout(CosmosDocuments.TIMEOUT)
                    .block();
        } catch (RuntimeException e) {
            for (int i = 0; i < writes.size(); i++) {
                if (outcomes.get(i).isEmpty()) {
                    outcomes.set(i, Optional.of(failed(writes.get(i), e)));
                }
            }
        }
    }

    private static CosmosItemOperation operation(DocumentWrite write, Integer index) {
        PartitionKey partition = new PartitionKey(write.partition());
        return write.expected()
                .map(etag -> CosmosBulkOperations.getReplaceItemOperation(
                        write.id(),
                        write.document(),
                        partition,
                        new CosmosBulkItemRequestOptions().setIfMatchETag(etag),
                        index))
                .orElseGet(() -> CosmosBulkOperations.getCreateItemOperation(write.document(), partition, index));
    }

    private void note(CosmosBulkOperationResponse<Integer> answer, List<Optional<WriteOutcome>> outcomes) {
        if (answer.getResponse() == null) {
            return;
        }
        documents.charged("bulk", answer.getResponse().getRequestCharge());
        if (answer.getResponse().isSuccessStatusCode()) {
            outcomes.set(
                    answer.getOperation().<Integer>getContext(),
                    Optional.of(new WriteOutcome.Written(answer.getResponse().getETag())));
        }
    }

    private Mono<WriteOutcome> single(DocumentWrite write, long start) {
        return Mono.defer(() -> {
            Duration left = LONGEST.minusNanos(System.nanoTime() - start);
            return left.isNegative()
                    ? Mono.just(failed(write, new TimeoutException()))
                    : attempt(write, 1).timeout(left).onErrorResume(e -> Mono.just(failed(write, e)));
        });
    }

    private Mono<WriteOutcome> attempt(DocumentWrite write, int attempt) {
        return Mono.defer(() -> send(write))
                .timeout(CosmosDocuments.TIMEOUT)
                .doOnNext(response -> documents.charged("write", response.getRequestCharge()))
                .doOnError(CosmosException.class, e -> documents.charged("write", e.getRequestCharge()))
                .<WriteOutcome>map(response -> new WriteOutcome.Written(response.getETag()))
                .onErrorResume(e -> conditionFailed(e, write) ? resolve(write) : again(write, attempt, e));
    }

    private Mono<CosmosItemResponse<ObjectNode>> send(DocumentWrite write) {
        PartitionKey partition = new PartitionKey(write.partition());
        CosmosItemRequestOptions options = new CosmosItemRequestOptions();
        return write.expected()
                .map(etag -> documents
                        .container()
                        .replaceItem(write.document(), write.id(), partition, options.setIfMatchETag(etag)))
                .orElseGet(() -> documents.container().createItem(write.document(), partition, options));
    }

    private static boolean conditionFailed(Throwable error, DocumentWrite write) {
        if (!(Exceptions.unwrap(error) instanceof CosmosException e)) {
            return false;
        }
        return e.getStatusCode() == CosmosFaults.CONFLICT
                || e.getStatusCode() == CosmosFaults.PRECONDITION_FAILED
                || (write.expected().isPresent() && CosmosFaults.isAbsent(e));
    }

    private Mono<WriteOutcome> resolve(DocumentWrite write) {
        return documents
                .readLater(write.id(), write.partition())
                .timeout(CosmosDocuments.TIMEOUT)
                .filter(write::wrote)
                .<WriteOutcome>map(
                        stored -> new WriteOutcome.Written(stored.get("_etag").textValue()))
                .defaultIfEmpty(new WriteOutcome.Conflict())
                .onErrorResume(e -> Mono.just(failed(write, e)));
    }

    private Mono<WriteOutcome> again(DocumentWrite write, int attempt, Throwable error) {
        FidesException fault = CosmosFaults.of(describe(write), error);
        if (!(fault instanceof RetryableException retryable)) {
            return Mono.just(new WriteOutcome.Failed(fault));
        }
        Duration wait = retryable.retryAfter().orElse(Doubling.wait(FIRST_WAIT, attempt, LONGEST));
        if (attempt >= ATTEMPTS || wait.compareTo(LONGEST_WAIT) >= 0) {
            return resolve(write)
                    .map(outcome -> outcome instanceof WriteOutcome.Written ? outcome : new WriteOutcome.Failed(fault));
        }
        return Mono.delay(wait).then(attempt(write, attempt + 1));
    }

    private WriteOutcome failed(DocumentWrite write, Throwable error) {
        return new WriteOutcome.Failed(CosmosFaults.of(describe(write), error));
    }

    private String describe(DocumentWrite write) {
        return documents.describe("write", "id " + write.id());
    }
}
