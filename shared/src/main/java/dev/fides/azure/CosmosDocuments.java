package dev.fides.azure;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.InvalidCursorException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads and queries one container, with faults that name it and what was asked for. */
final class CosmosDocuments {

    /** Bounds every call: the SDK retries throttled and broken requests within it. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The SDK turns so many ids into one query for each physical partition. */
    private static final int IDS_PER_READ = 1000;

    /** A query's text has at most 512 KB, and ids count twice: in the list and as parameters. */
    private static final int CHARACTERS_PER_READ = 200_000;

    private static final int PARALLEL_READS = 4;

    private static final int PARALLEL_REMOVALS = 16;

    /** A page of a query's answer. */
    record Page(List<JsonNode> documents, Optional<String> next) {}

    private final String name;
    private final Supplier<CosmosAsyncContainer> container;
    private final RequestCharges charges;

    /** @param container asked at every call, because a client cannot be built while the account is out of reach */
    CosmosDocuments(String name, Supplier<CosmosAsyncContainer> container, RequestCharges charges) {
        this.name = name;
        this.container = container;
        this.charges = charges;
    }

    CosmosAsyncContainer container() {
        return container.get();
    }

    void charged(String operation, double requestUnits) {
        charges.charged(name + "." + operation, requestUnits);
    }

    /** What was asked for, for messages. */
    String describe(String operation, String ids) {
        return operation + " in container " + name + ": " + ids;
    }

    Optional<ObjectNode> read(String id, String partition) {
        return block("read", "id " + id, () -> readLater(id, partition));
    }

    /** Empty when there is no such document. */
    Mono<ObjectNode> readLater(String id, String partition) {
        return container()
                .readItem(id, new PartitionKey(partition), new CosmosItemRequestOptions(), ObjectNode.class)
                .doOnNext(response -> charged("read", response.getRequestCharge()))
                .map(response -> response.getItem())
                // What is not there is charged as well.
                .doOnError(CosmosException.class, e -> charged("read", e.getRequestCharge()))
                .onErrorResume(CosmosFaults::isAbsent, e -> Mono.empty());
    }

    /** The documents of these ids, which are their partition keys; those that do not exist are missing. */
    List<ObjectNode> readMany(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return block(
                        "readMany",
                        ids.size() + " ids from " + ids.get(0),
                        () -> Flux.fromIterable(portions(ids))
                                .flatMap(this::readPortion, PARALLEL_READS)
                                .collect(ArrayList<ObjectNode>::new, List::addAll))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private Mono<List<ObjectNode>> readPortion(List<String> ids) {
        List<CosmosItemIdentity> identities = ids.stream()
                .map(id -> new CosmosItemIdentity(new PartitionKey(id), id))
                .toList();
        return container().readMany(identities, ObjectNode.class).map(response -> {
            charged("readMany", response.getRequestCharge());
            return response.getResults();
        });
    }

    private static List<List<String>> portions(List<String> ids) {
        List<List<String>> portions = new ArrayList<>();
        List<String> portion = new ArrayList<>();
        int characters = 0;
        for (String id : ids) {
            if (portion.size() == IDS_PER_READ || characters + id.length() > CHARACTERS_PER_READ) {
                portions.add(portion);
                portion = new ArrayList<>();
                characters = 0;
            }
            portion.add(id);
            characters += id.length();
        }
        portions.add(portion);
        return portions;
    }

    /**
     * A page of a query's answer that is not empty unless it is the last one.
     *
     * @param partition the only partition asked; empty for all
     * @throws InvalidCursorException when this store did not give the cursor
     */
    Page page(String sql, Map<String, ?> parameters, Optional<String> partition, Optional<String> cursor, int limit) {
        Optional<String> continuation = cursor.map(CosmosDocuments::decode);
        while (true) {
            Optional<String> from = continuation;
            Optional<FeedResponse<JsonNode>> answer = block(
                    "query",
                    sql,
                    () -> pages(sql, parameters, partition, from, limit)
                            .next()
                            // The query is right, so it can only be the cursor that is wrong.
                            .onErrorMap(
                                    error -> cursor.isPresent() && isBadRequest(error),
                                    error -> new InvalidCursorException(cursor.orElseThrow(), error)));
            List<JsonNode> documents = answer.map(FeedResponse::getResults).orElse(List.of());
            continuation = answer.map(FeedResponse::getContinuationToken);
            if (!documents.isEmpty() || continuation.isEmpty()) {
                return new Page(documents, continuation.map(CosmosDocuments::encode));
            }
        }
    }

    /** The first documents of a query's answer. */
    List<JsonNode> first(String sql, Map<String, ?> parameters, Optional<String> partition, int limit) {
        return block(
                        "query",
                        sql,
                        () -> pages(sql, parameters, partition, Optional.empty(), limit)
                                .concatMapIterable(FeedResponse::getResults, 1)
                                .take(limit)
                                .collectList())
                .orElse(List.of());
    }

    private Flux<FeedResponse<JsonNode>> pages(
            String sql, Map<String, ?> parameters, Optional<String> partition, Optional<String> from, int limit) {
        List<SqlParameter> list = parameters.entrySet().stream()
                .map(parameter -> new SqlParameter(parameter.getKey(), parameter.getValue()))
                .toList();
        CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
        partition.ifPresent(key -> options.setPartitionKey(new PartitionKey(key)));
        var query = container().queryItems(new SqlQuerySpec(sql, list), options, JsonNode.class);
        return from.map(token -> query.byPage(token, limit))
                .orElseGet(() -> query.byPage(limit))
                .doOnNext(page -> charged("query", page.getRequestCharge()));
    }

    /** Removes documents of these ids, those of {@code partition} or, without one, each in the partition of its id. */
    void removeAll(List<String> ids, Optional<String> partition) {
        block(
                "delete",
                ids.size() + " ids",
                () -> Flux.fromIterable(ids)
                        .flatMap(
                                id -> removeLater(id, partition.orElse(id), new CosmosItemRequestOptions())
                                        .onErrorResume(CosmosFaults::isAbsent, e -> Mono.empty()),
                                PARALLEL_REMOVALS)
                        .then());
    }

    /** False when it is gone, or its ETag is another one. */
    boolean remove(String id, String partition, String etag) {
        return block(
                        "delete",
                        "id " + id,
                        () -> removeLater(id, partition, new CosmosItemRequestOptions().setIfMatchETag(etag))
                                .thenReturn(true)
                                .onErrorResume(CosmosDocuments::isGoneOrChanged, e -> Mono.just(false)))
                .orElse(false);
    }

    private Mono<Void> removeLater(String id, String partition, CosmosItemRequestOptions options) {
        return container()
                .deleteItem(id, new PartitionKey(partition), options)
                .doOnNext(response -> charged("delete", response.getRequestCharge()))
                .then();
    }

    private static boolean isGoneOrChanged(Throwable error) {
        return CosmosFaults.isAbsent(error)
                || (error instanceof CosmosException e && e.getStatusCode() == CosmosFaults.PRECONDITION_FAILED);
    }

    /** Waits for an answer; every error leaves as one of Fides. */
    <T> Optional<T> block(String operation, String ids, Supplier<Mono<T>> call) {
        String what = describe(operation, ids);
        try {
            return call.get().timeout(TIMEOUT).blockOptional();
        } catch (IllegalArgumentException e) {
            // The settings or the cursor are at fault; its message names which.
            throw e;
        } catch (RuntimeException e) {
            throw CosmosFaults.of(what, e);
        }
    }

    private static String encode(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException(cursor, e);
        }
    }

    private static boolean isBadRequest(Throwable error) {
        return error instanceof CosmosException e && e.getStatusCode() == CosmosFaults.BAD_REQUEST;
    }
}
