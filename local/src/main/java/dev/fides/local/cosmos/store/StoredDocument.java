package dev.fides.local.cosmos.store;

import java.util.Arrays;
import java.util.List;

/**
 * One version of a document, immutable. The body is kept as UTF-8 without the members the service adds, which can be
 * computed, so that a document costs little more than its own bytes.
 */
public final class StoredDocument {
    /** The document (or container) says nothing of its time to live. */
    static final int NO_TTL = 0;

    private static final byte[] BACKSLASH = {'\\'};

    private final DocumentKey key;
    private final byte[] body;
    private final long number;
    private final long lsn;
    private final long writtenAt;
    private final int ttl;
    private final long expiresAt;

    StoredDocument(DocumentKey key, byte[] body, long number, long lsn, long writtenAt, int ttl, int containerTtl) {
        this.key = key;
        this.body = body;
        this.number = number;
        this.lsn = lsn;
        this.writtenAt = writtenAt;
        this.ttl = ttl;
        this.expiresAt = expiry(writtenAt, ttl, containerTtl);
    }

    /** A document's own time to live counts only in a container that has one. */
    private static long expiry(long writtenAt, int ttl, int containerTtl) {
        int seconds = ttl == NO_TTL ? containerTtl : ttl;
        return containerTtl == NO_TTL || seconds < 0 ? Long.MAX_VALUE : writtenAt + seconds * 1000L;
    }

    StoredDocument underContainerTtl(int containerTtl) {
        return new StoredDocument(key, body, number, lsn, writtenAt, ttl, containerTtl);
    }

    public DocumentKey key() {
        return key;
    }

    /** Bytes of the body as it was sent. */
    public int size() {
        return body.length;
    }

    /** Sequence number of this version in its container. */
    public long lsn() {
        return lsn;
    }

    /** Time of writing in whole seconds since 1970. */
    public long timestamp() {
        return writtenAt / 1000;
    }

    long number() {
        return number;
    }

    long expiresAt() {
        return expiresAt;
    }

    boolean expires() {
        return expiresAt != Long.MAX_VALUE;
    }

    boolean isExpired(long now) {
        return expiresAt <= now;
    }

    byte[] body() {
        return body;
    }

    /**
     * Whether the stored bytes have all of these; true also where escapes make that uncertain.
     *
     * @param texts ASCII
     */
    public boolean mayContain(List<byte[]> texts) {
        return texts.stream().allMatch(this::contains) || contains(BACKSLASH);
    }

    private boolean contains(byte[] text) {
        for (int i = 0; i <= body.length - text.length; i++) {
            if (body[i] == text[0] && Arrays.equals(body, i, i + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }
}
