package dev.fides.queue;

import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;

/** Change batches as JSON, {@code {"schemaVersion":1,"sync":...,"lane":...,"changes":[{"kind":"upsert",...}],...}}. */
public final class ChangeBatchCodec {

    /** Raised when an older publisher could misread a message of a newer sender. */
    public static final int SCHEMA_VERSION = 1;

    private final MessageCodec<ChangeBatch> codec =
            new MessageCodec<>(ChangeBatch.class, "change batch", SCHEMA_VERSION);

    public byte[] encode(ChangeBatch batch) {
        return codec.encode(batch);
    }

    /**
     * Reads a message.
     *
     * @throws dev.fides.model.PermanentException when nobody can read it, with what was expected
     */
    public ChangeBatch decode(byte[] message) {
        return codec.decode(message);
    }

    /**
     * Reads a message.
     *
     * @throws dev.fides.model.PermanentException when nobody can read it, with what was expected
     */
    public ChangeBatch decode(String message) {
        return codec.decode(message);
    }

    /** How many bytes a change adds to its batch, separator included. */
    public int sizeOf(Change change) {
        return codec.bytes(change).length + 1;
    }
}
