package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Query;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.DocumentIndex;
import dev.fides.local.cosmos.store.DocumentKey;
import dev.fides.local.cosmos.store.PartitionKeyDefinition;
import dev.fides.local.cosmos.store.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a query gets at its documents: by keys, by partitions, or by looking at everything.
 *
 * @param exact whether every document of the source meets the WHERE clause, so that it need not be computed
 */
record AccessPath(DocumentSource source, boolean exact) {

    /** @param partition the only partition asked, where the caller named one */
    static AccessPath choose(Container container, Query query, Evaluator evaluator, Optional<String> partition) {
        DocumentIndex documents = container.documents();
        boolean noCondition = query.where().isEmpty();
        KeyFilter filter = query.where()
                .map(new KeyFilterReader(container.partitionKey(), evaluator)::read)
                .orElse(KeyFilter.ANYTHING);
        Optional<AccessPath> narrow =
                filter.matches().flatMap(matches -> narrow(container, matches, filter.exact(), partition));
        return narrow.or(() -> recent(documents, query, evaluator, partition))
                .orElseGet(() -> new AccessPath(
                        partition
                                .<DocumentSource>map(
                                        only -> new DocumentSource.Partitions(documents, new TreeSet<>(List.of(only))))
                                .orElseGet(() -> new DocumentSource.Everything(documents)),
                        noCondition));
    }

    /** Of a condition on {@code _ts} only what was written since need be looked at. */
    private static Optional<AccessPath> recent(
            DocumentIndex documents, Query query, Evaluator evaluator, Optional<String> partition) {
        return query.where()
                .flatMap(where -> WrittenSince.of(where, evaluator))
                .flatMap(documents::writtenSince)
                .map(found -> new AccessPath(found(found, partition), false));
    }

    private static Optional<AccessPath> narrow(
            Container container, List<KeyFilter.Match> matches, boolean exact, Optional<String> partition) {
        PartitionKeyDefinition definition = container.partitionKey();
        if (matches.stream().allMatch(match -> match.values().containsKey(KeyFilterReader.ID))) {
            boolean whole = matches.stream()
                    .allMatch(match -> match.values().size() == 1
                            || partitionOf(match, definition).isPresent());
            return Optional.of(new AccessPath(byId(container, matches, partition), exact && whole));
        }
        if (matches.stream().allMatch(match -> partitionOf(match, definition).isPresent())) {
            NavigableSet<String> partitions = new TreeSet<>();
            matches.forEach(match -> partitionOf(match, definition).ifPresent(partitions::add));
            partition.ifPresent(only -> partitions.retainAll(List.of(only)));
            boolean whole = matches.stream().noneMatch(match -> hasMoreThan(match, definition));
            return Optional.of(
                    new AccessPath(new DocumentSource.Partitions(container.documents(), partitions), exact && whole));
        }
        return Optional.empty();
    }

    private static boolean hasMoreThan(KeyFilter.Match match, PartitionKeyDefinition definition) {
        return match.values().size() > definition.paths().size();
    }

    private static DocumentSource byId(Container container, List<KeyFilter.Match> matches, Optional<String> partition) {
        DocumentIndex documents = container.documents();
        List<DocumentKey> keys = new ArrayList<>();
        List<StoredDocument> found = new ArrayList<>();
        for (KeyFilter.Match match : matches) {
            String id = match.values().get(KeyFilterReader.ID).textValue();
            Optional<String> known =
                    partitionOf(match, container.partitionKey()).or(() -> partition);
            known.ifPresentOrElse(in -> keys.add(new DocumentKey(in, id)), () -> found.addAll(documents.withId(id)));
        }
        found.addAll(documents.find(keys));
        return found(found, partition);
    }

    private static DocumentSource found(List<StoredDocument> found, Optional<String> partition) {
        NavigableMap<DocumentKey, StoredDocument> sorted = new TreeMap<>();
        found.stream()
                .filter(document -> partition.isEmpty()
                        || partition.get().equals(document.key().partition()))
                .forEach(document -> sorted.put(document.key(), document));
        return new DocumentSource.Found(sorted);
    }

    private static Optional<String> partitionOf(KeyFilter.Match match, PartitionKeyDefinition definition) {
        List<JsonNode> values = definition.paths().stream()
                .map(match.values()::get)
                .filter(Objects::nonNull)
                .toList();
        return values.size() == definition.paths().size()
                ? Optional.of(PartitionKeyDefinition.canonical(values))
                : Optional.empty();
    }
}
