package dev.fides.local.cosmos.query;

import dev.fides.local.cosmos.store.DocumentKey;
import dev.fides.local.cosmos.store.StoredDocument;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Walks a source in chunks, so that a long query never keeps writers waiting. */
final class DocumentWalk implements Iterator<StoredDocument> {
    private static final int FIRST_CHUNK = 256;
    /** A walk through everything should not wait for writers a thousand times. */
    private static final int MAX_CHUNK = 8_192;

    private final DocumentSource source;
    private List<StoredDocument> chunk = List.of();
    private int size = FIRST_CHUNK;
    private int next;
    private Optional<DocumentKey> position;
    private int examined;

    DocumentWalk(DocumentSource source, Optional<DocumentKey> position) {
        this.source = source;
        this.position = position;
    }

    @Override
    public boolean hasNext() {
        if (next == chunk.size()) {
            chunk = source.next(position, size);
            size = Math.min(2 * size, MAX_CHUNK);
            next = 0;
        }
        return !chunk.isEmpty();
    }

    @Override
    public StoredDocument next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredDocument document = chunk.get(next++);
        position = Optional.of(document.key());
        examined++;
        return document;
    }

    int examined() {
        return examined;
    }
}
