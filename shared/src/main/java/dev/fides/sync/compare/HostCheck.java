package dev.fides.sync.compare;

import dev.fides.host.HostReading;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.run.Nomination;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the host which records it has, in groups. Whatever is no clear answer is thrown, never taken for a "no". */
public final class HostCheck {

    /** Keeps a group well below what a host answers within the lease of a step's claim. */
    public static final int GROUP = 200;

    private final Sync sync;
    private final Workers workers;

    public HostCheck(Sync sync, Workers workers) {
        this.sync = sync;
        this.workers = workers;
    }

    /** What the host says of every one of these keys. */
    public Map<RecordKey, HostReading> read(Collection<RecordKey> keys) {
        List<RecordKey> all = List.copyOf(keys);
        Map<RecordKey, HostReading> readings = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += GROUP) {
            List<RecordKey> group = all.subList(from, Math.min(from + GROUP, all.size()));
            Map<RecordKey, HostReading> answer = sync.host().get(group);
            for (RecordKey key : group) {
                HostReading reading = answer.get(key);
                if (reading == null) {
                    throw new RetryableException("the host's answer leaves out " + key + ": sync " + sync.name(), null);
                }
                readings.put(key, reading);
            }
        }
        return readings;
    }

    /**
     * Why each of these records should not be in the target; empty for those that should.
     *
     * @param stored what is stored of them; what the target confirmed need not be mapped again
     */
    public Map<RecordKey, Optional<Nomination.Reason>> check(
            Collection<RecordKey> keys, Map<RecordKey, StoredState> stored) {
        List<Map.Entry<RecordKey, HostReading>> readings =
                new ArrayList<>(read(keys).entrySet());
        List<Optional<Nomination.Reason>> reasons = workers.map(
                readings, entry -> reason(entry.getValue(), Optional.ofNullable(stored.get(entry.getKey()))));
        Map<RecordKey, Optional<Nomination.Reason>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            byKey.put(readings.get(i).getKey(), reasons.get(i));
        }
        return byKey;
    }

    /** What the target should hold, as a whole document, whatever it confirmed. */
    public static Wanted whole(Sync sync, HostReading reading, Optional<SyncState> state) {
        return Wanted.of(sync, reading, state, Wanted.Asked.REWRITE, Instant.MIN);
    }

    /** A record that is parked may be wanted all the same: only a clear "nothing" makes a reason. */
    private Optional<Nomination.Reason> reason(HostReading reading, Optional<StoredState> stored) {
        Wanted wanted = Wanted.of(sync, reading, stored.map(StoredState::state), Wanted.Asked.LOOK, Instant.MIN);
        if (wanted instanceof Wanted.Unreadable unreadable) {
            throw unreadable.error();
        }
        return wanted instanceof Wanted.Nothing nothing ? Optional.of(nothing.why()) : Optional.empty();
    }
}
