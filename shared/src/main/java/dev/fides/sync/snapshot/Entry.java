package dev.fides.sync.snapshot;

import dev.fides.json.Hashing;
import dev.fides.model.Hash;
import dev.fides.model.RecordKey;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * One record of a snapshot.
 *
 * @param key the first 64 bits of the key's hash
 * @param high of the hash that a listing shows as long as the record is as confirmed
 * @param low of the same
 */
record Entry(long key, long high, long low) {

    /** Bytes of one entry. */
    static final int BYTES = 24;

    static Entry of(RecordKey key, Hash hash) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(hash.text()));
        return new Entry(keyOf(key), bytes.getLong(), bytes.getLong());
    }

    static long keyOf(RecordKey key) {
        return Hashing.shortHash(key.value());
    }
}
