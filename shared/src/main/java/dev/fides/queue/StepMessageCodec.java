package dev.fides.queue;

/** Step messages as JSON, {@code {"schemaVersion":1,"sync":...,"runId":...,"step":...}}. */
public final class StepMessageCodec {

    /** Raised when an older step function could misread a message of a newer sender. */
    public static final int SCHEMA_VERSION = 1;

    private final MessageCodec<StepMessage> codec =
            new MessageCodec<>(StepMessage.class, "step message", SCHEMA_VERSION);

    public byte[] encode(StepMessage message) {
        return codec.encode(message);
    }

    /**
     * Reads a message.
     *
     * @throws dev.fides.model.PermanentException when nobody can read it, with what was expected
     */
    public StepMessage decode(byte[] message) {
        return codec.decode(message);
    }

    /**
     * Reads a message.
     *
     * @throws dev.fides.model.PermanentException when nobody can read it, with what was expected
     */
    public StepMessage decode(String message) {
        return codec.decode(message);
    }
}
