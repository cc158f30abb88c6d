package dev.fides.rest;

import dev.fides.host.HostReading;
import dev.fides.host.HostReading.Failed;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the records of a group of keys. Keys about which one answer says nothing clear are asked for again in halves, down
 * to single reads, so that what is odd is alone in the end; each key gets exactly one reading.
 */
final class GroupRead {

    /**
     * So many halvings find one odd key among 256. More odd keys than that are found faster by asking for each alone: a
     * group of {@code n} keys never takes more than {@code n} calls and two for each halving.
     */
    static final int MAX_HALVINGS = 8;

    /** Asks for several keys at once. */
    interface Together {
        /**
         * What one answer says about these keys.
         *
         * @throws RetryableException when the host is out of reach: halves would not be answered either
         */
        GroupAnswer read(List<RecordKey> group);
    }

    private final Together together;
    private final Function<RecordKey, HostReading> alone;
    private int halvings;

    GroupRead(Together together, Function<RecordKey, HostReading> alone) {
        this.together = together;
        this.alone = alone;
    }

    Map<RecordKey, HostReading> read(List<RecordKey> group) {
        Map<RecordKey, HostReading> readings = new HashMap<>();
        if (group.size() == 1 || halvings > MAX_HALVINGS) {
            group.forEach(key -> readings.put(key, alone.apply(key)));
            return readings;
        }
        try {
            readings.putAll(together.read(group).clear());
        } catch (RetryableException e) {
            group.forEach(key -> readings.put(key, new Failed(e)));
            return readings;
        }
        List<RecordKey> unclear = new ArrayList<>(group);
        unclear.removeAll(readings.keySet());
        if (!unclear.isEmpty()) {
            halvings++;
            int middle = (unclear.size() + 1) / 2;
            readings.putAll(read(unclear.subList(0, middle)));
            if (middle < unclear.size()) {
                readings.putAll(read(unclear.subList(middle, unclear.size())));
            }
        }
        return readings;
    }
}
