package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Expr;
import dev.fides.local.cosmos.sql.Grouping;
import dev.fides.local.cosmos.sql.Projector;
import dev.fides.local.cosmos.sql.Query;
import dev.fides.local.cosmos.sql.Query.Projection;
import dev.fides.local.cosmos.sql.Query.SortKey;
import dev.fides.local.cosmos.sql.SqlValues;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.cosmos.store.RequestCharge;
import dev.fides.local.cosmos.store.StoredDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One page of one query on one container. */
public final class QueryExecution {
    private final Container container;
    private final Query query;
    private final Evaluator evaluator;
    private final AccessPath access;
    private final NeededTexts needed;
    private final Continuation from;
    private final Page.Builder page;
    private final DocumentWalk cursor;
    private final long offset;
    private final long limit;
    private final CompositeIndexes indexes;

    private int met;

    private QueryExecution(Container container, Query query, Request request) {
        this.container = container;
        this.query = query;
        this.evaluator = new Evaluator(request.parameters());
        this.access = AccessPath.choose(container, query, evaluator, request.partition());
        this.needed = NeededTexts.of(query, evaluator);
        this.from = request.continuation().map(Continuation::decode).orElse(Continuation.START);
        this.page = new Page.Builder(request.maxItems());
        this.offset = query.offset().map(this::count).orElse(0L);
        this.indexes = CompositeIndexes.of(container.properties());
        this.limit = query.limit().map(this::count).orElse(Long.MAX_VALUE);
        // Only a stream can start in the middle; whoever sorts or folds has to see everything.
        this.cursor = new DocumentWalk(access.source(), isStream(query) ? from.after() : Optional.empty());
    }

    /**
     * What the caller asks beside the query.
     *
     * @param parameters by name, with the at sign
     * @param partition canonical partition, where only one is asked
     * @param continuation from the page before
     * @param maxItems of this page
     */
    public record Request(
            Map<String, JsonNode> parameters,
            Optional<String> partition,
            Optional<String> continuation,
            int maxItems) {}

    /**
     * Makes the page that starts where the request says.
     *
     * @throws CosmosException 400 for a bad continuation or count, and for an order by several members that no index has
     */
    public static Page run(Container container, Query query, Request request) {
        QueryExecution execution = new QueryExecution(container, query, request);
        if (query.orderBy().size() > 1 && !execution.indexes.order(query)) {
            throw CosmosException.badRequest(
                    "The order by query does not have a corresponding composite index that it can be served from.");
        }
        if (query.isGrouped() || query.distinct()) {
            return execution.folded();
        }
        return isStream(query) ? execution.stream() : execution.ordered();
    }

    private static boolean isStream(Query query) {
        return query.orderBy().isEmpty() && !query.isGrouped() && !query.distinct();
    }

    private long count(Expr expression) {
        JsonNode value = evaluator.evaluate(expression, SqlValues.UNDEFINED);
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw CosmosException.badRequest("TOP, OFFSET and LIMIT need a number that is not negative: " + value);
        }
        return value.longValue();
    }

    private Page stream() {
        long delivered = from.delivered();
        long skip = from.after().isPresent() ? 0 : offset;
        Continuation last = from;
        while (delivered < limit && cursor.hasNext()) {
            StoredDocument document = cursor.next();
            if (!(access.exact() || matching(document).isPresent()) || skip-- > 0) {
                continue;
            }
            Optional<byte[]> item = render(document);
            if (item.isEmpty()) {
                continue;
            }
            if (!page.add(item.get())) {
                return finish(Optional.of(last));
            }
            last = new Continuation(++delivered, List.of(), Optional.of(document.key()));
        }
        return finish(Optional.empty());
    }

    private Page ordered() {
        long delivered = from.delivered();
        long skip = from.after().isPresent() ? 0 : offset;
        Continuation last = from;
        for (Row row : sortedRows()) {
            if (delivered >= limit) {
                break;
            }
            Optional<byte[]> item = render(row.document());
            if (skip-- > 0 || item.isEmpty()) {
                continue;
            }
            if (!page.add(item.get())) {
                return finish(Optional.of(last));
            }
            last = new Continuation(
                    ++delivered, row.sortValues(), Optional.of(row.document().key()));
        }
        return finish(Optional.empty());
    }

    private Page folded() {
        List<JsonNode> rows = new ArrayList<>(query.isGrouped() ? groupedRows() : distinctRows());
        long end = limit > rows.size() - offset ? rows.size() : offset + limit;
        long next = offset + from.delivered();
        for (; next < end; next++) {
            if (!page.add(CosmosJson.bytes(rows.get((int) next)))) {
                return finish(Optional.of(new Continuation(next - offset, List.of(), Optional.empty())));
            }
        }
        return finish(Optional.empty());
    }

    private Collection<JsonNode> groupedRows() {
        Grouping grouping = new Grouping(query, evaluator);
        while (cursor.hasNext()) {
            matching(cursor.next()).ifPresent(grouping::add);
        }
        List<JsonNode> rows = grouping.rows();
        return query.distinct() ? new LinkedHashSet<>(rows) : rows;
    }

    private Collection<JsonNode> distinctRows() {
        Set<JsonNode> rows = new LinkedHashSet<>();
        for (Row row : sortedRows()) {
            JsonNode value = Projector.project(query.projection(), evaluator, container.tree(row.document()));
            if (!value.isMissingNode()) {
                rows.add(value);
            }
        }
        return rows;
    }

    /** All matching documents after the continuation, in order. Only sort values are kept, not whole trees. */
    private List<Row> sortedRows() {
        Comparator<Row> order = this::compare;
        List<Row> rows = new ArrayList<>();
        while (cursor.hasNext()) {
            StoredDocument document = cursor.next();
            matching(document)
                    .map(tree -> new Row(sortValues(tree), document))
                    .filter(this::isAfterContinuation)
                    .ifPresent(rows::add);
        }
        rows.sort(order);
        return rows;
    }

    private List<JsonNode> sortValues(JsonNode tree) {
        return query.orderBy().stream()
                .map(key -> evaluator.evaluate(key.expression(), tree))
                .toList();
    }

    private boolean isAfterContinuation(Row row) {
        return from.after().isEmpty()
                || from.sortValues().size() != row.sortValues().size()
                || compare(row.sortValues(), from.sortValues()) > 0
                || (compare(row.sortValues(), from.sortValues()) == 0
                        && row.document().key().compareTo(from.after().get()) > 0);
    }

    private int compare(Row left, Row right) {
        int order = compare(left.sortValues(), right.sortValues());
        return order != 0
                ? order
                : left.document().key().compareTo(right.document().key());
    }

    private int compare(List<JsonNode> left, List<JsonNode> right) {
        for (int i = 0; i < left.size(); i++) {
            SortKey key = query.orderBy().get(i);
            int order = SqlValues.compare(left.get(i), right.get(i));
            if (order != 0) {
                return key.descending() ? -order : order;
            }
        }
        return 0;
    }

    /** The tree of a document that meets the WHERE clause. */
    private Optional<JsonNode> matching(StoredDocument document) {
        if (!access.exact() && !needed.mayBeIn(document)) {
            return Optional.empty();
        }
        JsonNode tree = container.tree(document);
        boolean selected = access.exact()
                || query.where().map(where -> evaluator.matches(where, tree)).orElse(true);
        met += selected ? 1 : 0;
        return selected ? Optional.of(tree) : Optional.empty();
    }

    /** {@code SELECT *} copies the stored bytes; anything else is computed. */
    private Optional<byte[]> render(StoredDocument document) {
        if (query.projection() instanceof Projection.Whole) {
            return Optional.of(container.render(document));
        }
        JsonNode value = Projector.project(query.projection(), evaluator, container.tree(document));
        return value.isMissingNode() ? Optional.empty() : Optional.of(CosmosJson.bytes(value));
    }

    private Page finish(Optional<Continuation> next) {
        return page.build(next, RequestCharge.query(loaded(), page.size()));
    }

    /** How many documents the service would load for this page. */
    private int loaded() {
        if (query.orderBy().size() > 1 && !query.isGrouped() && indexes.serveAndOrder(query)) {
            return page.size();
        }
        boolean served = !access.exact() && query.where().map(indexes::serve).orElse(false);
        return served ? met : cursor.examined();
    }

    private record Row(List<JsonNode> sortValues, StoredDocument document) {}
}
