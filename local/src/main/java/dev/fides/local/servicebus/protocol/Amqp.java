package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/** The names and encodings that Service Bus adds to AMQP 1.0. */
public final class Amqp {
    static final Symbol SESSION_FILTER = Symbol.valueOf("com.microsoft:session-filter");
    static final Symbol LOCKED_UNTIL_UTC = Symbol.valueOf("com.microsoft:locked-until-utc");
    static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");

    static final Symbol SEQUENCE_NUMBER = Symbol.valueOf("x-opt-sequence-number");
    static final Symbol ENQUEUE_SEQUENCE_NUMBER = Symbol.valueOf("x-opt-enqueue-sequence-number");
    static final Symbol ENQUEUED_TIME = Symbol.valueOf("x-opt-enqueued-time");
    static final Symbol SCHEDULED_ENQUEUE_TIME = Symbol.valueOf("x-opt-scheduled-enqueue-time");
    static final Symbol LOCKED_UNTIL = Symbol.valueOf("x-opt-locked-until");
    static final Symbol MESSAGE_STATE = Symbol.valueOf("x-opt-message-state");
    static final Symbol DEAD_LETTER_SOURCE = Symbol.valueOf("x-opt-deadletter-source");

    /** The message format of a batch: each Data section holds one encoded message. */
    static final int BATCH_FORMAT = 0x80013700;

    /** The largest message or batch in bytes, as in the Standard tier. */
    static final int MAX_MESSAGE_SIZE = 256 * 1024;

    private static final long TICKS_PER_MILLISECOND = 10_000L;
    private static final long TICKS_AT_UNIX_EPOCH = 621_355_968_000_000_000L;

    private Amqp() {}

    /** Milliseconds since 1970 as .NET ticks: 100 ns each, since the year 1. */
    static long ticks(long epochMillis) {
        return epochMillis * TICKS_PER_MILLISECOND + TICKS_AT_UNIX_EPOCH;
    }

    /** An AMQP timestamp. */
    @SuppressWarnings("JavaUtilDate") // proton-j encodes timestamps from this type only
    public static Date timestamp(long epochMillis) {
        return new Date(epochMillis);
    }

    /** The milliseconds since the epoch of an AMQP timestamp; empty when it is something else. */
    @SuppressWarnings("JavaUtilDate") // proton-j decodes timestamps to this type only
    static Optional<Long> epochMillis(Object timestamp) {
        return timestamp instanceof Date date ? Optional.of(date.getTime()) : Optional.empty();
    }

    /** A lock token as a delivery tag: 16 bytes in the order of a .NET GUID, its first three fields little-endian. */
    static byte[] guidBytes(UUID id) {
        long fields = id.getMostSignificantBits();
        return ByteBuffer.allocate(16)
                .putInt(Integer.reverseBytes((int) (fields >>> 32)))
                .putShort(Short.reverseBytes((short) (fields >>> 16)))
                .putShort(Short.reverseBytes((short) fields))
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static byte[] bytes(Binary binary) {
        int start = binary.getArrayOffset();
        return Arrays.copyOfRange(binary.getArray(), start, start + binary.getLength());
    }

    static ErrorCondition error(ServiceBusFault fault) {
        return new ErrorCondition(Symbol.valueOf(fault.condition()), fault.getMessage());
    }
}
