package dev.fides.local.cosmos.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The documents of one container by key, by id, by change and by expiry, behind one read-write lock. Expired documents
 * are invisible at once and removed by the next write. Callers parse and serialise outside the lock.
 */
public final class DocumentIndex {
    private final Clock clock;
    private final boolean partitionIsId;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final NavigableMap<DocumentKey, StoredDocument> byKey = new TreeMap<>();
    private final NavigableMap<Long, StoredDocument> byLsn = new TreeMap<>();
    /** Stays empty where the partition key is the id: the key is known then. */
    private final TreeSet<DocumentKey> byId = new TreeSet<>(DocumentKey.BY_ID);

    private final TreeSet<StoredDocument> byExpiry =
            new TreeSet<>(Comparator.comparingLong(StoredDocument::expiresAt).thenComparingLong(StoredDocument::lsn));
    private int containerTtl;
    private long lsn;
    private long numbers;
    private long lastWrite;
    /** Until then the order of writing is the order of times. */
    private boolean clockWentBack;

    DocumentIndex(Clock clock, boolean partitionIsId, int containerTtl) {
        this.clock = clock;
        this.partitionIsId = partitionIsId;
        this.containerTtl = containerTtl;
    }

    public long lsn() {
        return reading(() -> lsn);
    }

    public Optional<StoredDocument> find(DocumentKey key) {
        return reading(() -> Optional.ofNullable(byKey.get(key)).filter(this::isAlive));
    }

    /** Those of {@code keys} that exist, in the order given. */
    public List<StoredDocument> find(Collection<DocumentKey> keys) {
        return reading(() -> keys.stream().flatMap(key -> find(key).stream()).toList());
    }

    /** All documents with this id, one per partition at most. */
    public List<StoredDocument> withId(String id) {
        if (partitionIsId) {
            String partition = PartitionKeyDefinition.canonical(List.of(CosmosJson.text(id)));
            return find(List.of(new DocumentKey(partition, id)));
        }
        return reading(() -> {
            List<StoredDocument> found = new ArrayList<>();
            for (DocumentKey key : byId.tailSet(new DocumentKey("", id), true)) {
                if (!key.id().equals(id)) {
                    break;
                }
                find(key).ifPresent(found::add);
            }
            return found;
        });
    }

    /** The next {@code count} documents in key order after {@code position}, of all partitions. */
    public List<StoredDocument> after(Optional<DocumentKey> position, int count) {
        return reading(() -> take(tail(position).values(), count));
    }

    /** The next {@code count} documents in key order after {@code position}, of one partition. */
    public List<StoredDocument> after(Optional<DocumentKey> position, int count, String partition) {
        DocumentKey from = new DocumentKey(partition, "");
        // Ids are never empty, so the end of the partition is the first key of the next string.
        DocumentKey to = new DocumentKey(partition + '\0', "");
        DocumentKey start = position.filter(key -> key.compareTo(from) > 0).orElse(from);
        if (start.compareTo(to) >= 0) {
            return List.of();
        }
        return reading(() -> take(byKey.subMap(start, false, to, false).values(), count));
    }

    /** The next {@code count} current versions written after {@code position}, oldest first. */
    public List<StoredDocument> changedAfter(long position, int count) {
        return reading(() -> take(byLsn.tailMap(position, false).values(), count));
    }

    /** Those written at this time or later, in whole seconds since 1970; empty where the clock went back, and nobody knows. */
    public Optional<List<StoredDocument>> writtenSince(long seconds) {
        return reading(() -> {
            if (clockWentBack) {
                return Optional.empty();
            }
            List<StoredDocument> found = new ArrayList<>();
            for (StoredDocument document : byLsn.descendingMap().values()) {
                if (document.timestamp() < seconds) {
                    break;
                }
                if (isAlive(document)) {
                    found.add(document);
                }
            }
            return Optional.of(found);
        });
    }

    /** Runs {@code work} as the only one that reads or writes; it may call everything here. */
    <T> T exclusively(Supplier<T> work) {
        Lock write = lock.writeLock();
        write.lock();
        try {
            removeExpired();
            return work.get();
        } finally {
            write.unlock();
        }
    }

    /** Writes a version in place of {@code old}; only within {@link #exclusively}. */
    StoredDocument put(NewDocument document, Optional<StoredDocument> old) {
        old.ifPresent(this::unlink);
        long now = clock.millis();
        clockWentBack |= now < lastWrite;
        lastWrite = now;
        long number = old.map(StoredDocument::number).orElseGet(() -> ++numbers);
        StoredDocument stored = document.stored(number, ++lsn, now, containerTtl);
        link(stored);
        return stored;
    }

    /** Only within {@link #exclusively}. */
    void remove(StoredDocument document) {
        unlink(document);
        ++lsn;
    }

    /** Undoes what happened to {@code key} since {@code before} was current; only within {@link #exclusively}. */
    void restore(DocumentKey key, Optional<StoredDocument> before) {
        Optional.ofNullable(byKey.get(key)).ifPresent(this::unlink);
        before.ifPresent(this::link);
    }

    void removePartition(String partition) {
        exclusively(() -> {
            after(Optional.empty(), Integer.MAX_VALUE, partition).forEach(this::remove);
            return partition;
        });
    }

    void containerTtl(int seconds) {
        exclusively(() -> {
            containerTtl = seconds;
            for (StoredDocument document : List.copyOf(byKey.values())) {
                unlink(document);
                link(document.underContainerTtl(seconds));
            }
            return seconds;
        });
    }

    private NavigableMap<DocumentKey, StoredDocument> tail(Optional<DocumentKey> position) {
        return position.map(key -> byKey.tailMap(key, false)).orElse(byKey);
    }

    private List<StoredDocument> take(Collection<StoredDocument> documents, int count) {
        return documents.stream().filter(this::isAlive).limit(count).toList();
    }

    private boolean isAlive(StoredDocument document) {
        return !document.isExpired(clock.millis());
    }

    private void removeExpired() {
        long now = clock.millis();
        while (!byExpiry.isEmpty() && byExpiry.first().isExpired(now)) {
            unlink(byExpiry.first());
        }
    }

    private void link(StoredDocument document) {
        byKey.put(document.key(), document);
        byLsn.put(document.lsn(), document);
        if (!partitionIsId) {
            byId.add(document.key());
        }
        if (document.expires()) {
            byExpiry.add(document);
        }
    }

    private void unlink(StoredDocument document) {
        byKey.remove(document.key());
        byLsn.remove(document.lsn());
        byId.remove(document.key());
        byExpiry.remove(document);
    }

    private <T> T reading(Supplier<T> work) {
        Lock read = lock.readLock();
        read.lock();
        try {
            return work.get();
        } finally {
            read.unlock();
        }
    }
}
