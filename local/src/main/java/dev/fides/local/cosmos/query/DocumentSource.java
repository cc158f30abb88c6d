package dev.fides.local.cosmos.query;

import dev.fides.local.cosmos.store.DocumentIndex;
import dev.fides.local.cosmos.store.DocumentKey;
import dev.fides.local.cosmos.store.StoredDocument;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;

/** Where a query takes its documents from, always in key order. */
sealed interface DocumentSource {
    /** Up to {@code count} documents after {@code position}; none at the end. */
    List<StoredDocument> next(Optional<DocumentKey> position, int count);

    /** Every document of the container. */
    record Everything(DocumentIndex documents) implements DocumentSource {
        @Override
        public List<StoredDocument> next(Optional<DocumentKey> position, int count) {
            return documents.after(position, count);
        }
    }

    /** The documents of some partitions. */
    record Partitions(DocumentIndex documents, NavigableSet<String> partitions) implements DocumentSource {
        @Override
        public List<StoredDocument> next(Optional<DocumentKey> position, int count) {
            NavigableSet<String> open = position.map(key -> partitions.tailSet(key.partition(), true))
                    .orElse(partitions);
            for (String partition : open) {
                List<StoredDocument> found = documents.after(position, count, partition);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return List.of();
        }
    }

    /** Documents found one by one in the index. */
    record Found(NavigableMap<DocumentKey, StoredDocument> documents) implements DocumentSource {
        @Override
        public List<StoredDocument> next(Optional<DocumentKey> position, int count) {
            NavigableMap<DocumentKey, StoredDocument> open =
                    position.map(key -> documents.tailMap(key, false)).orElse(documents);
            return open.values().stream().limit(count).toList();
        }
    }
}
