package dev.fides.model;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which lane a record travels in; the same on every machine and in every version. */
public final class Lanes {
    private Lanes() {}

    /** Lane of a key, 0 to {@code partitions} - 1. */
    public static int of(RecordKey key, int partitions) {
        CRC32 crc = new CRC32();
        crc.update(key.value().getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % partitions);
    }
}
