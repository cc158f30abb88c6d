package dev.fides.local.cosmos.store;

import java.util.Comparator;

/**
 * The place of a document in a container, and the order in which unordered queries deliver.
 *
 * @param partition canonical JSON array of the partition key values, such as {@code ["berlin"]}
 * @param id the document's id
 */
public record DocumentKey(String partition, String id) implements Comparable<DocumentKey> {
    private static final Comparator<DocumentKey> ORDER =
            Comparator.comparing(DocumentKey::partition).thenComparing(DocumentKey::id);
    static final Comparator<DocumentKey> BY_ID =
            Comparator.comparing(DocumentKey::id).thenComparing(DocumentKey::partition);

    @Override
    public int compareTo(DocumentKey other) {
        return ORDER.compare(this, other);
    }
}
