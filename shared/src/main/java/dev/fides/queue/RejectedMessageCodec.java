package dev.fides.queue;

/** Rejected messages as JSON, {@code {"schemaVersion":1,"id":...,"queue":...,"body":...,"reason":...}}. */
public final class RejectedMessageCodec {

    private final MessageCodec<RejectedMessage> codec =
            new MessageCodec<>(RejectedMessage.class, "rejected message", 1);

    public byte[] encode(RejectedMessage message) {
        return codec.encode(message);
    }

    /**
     * Reads a message.
     *
     * @throws dev.fides.model.PermanentException when nobody can read it, with what was expected
     */
    public RejectedMessage decode(byte[] message) {
        return codec.decode(message);
    }
}
