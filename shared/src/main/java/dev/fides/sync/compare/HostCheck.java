package dev.fides.sync.compare;

import dev.fides.host.HostReading;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.run.Nomination;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the host which records it has, in groups. Whatever is no clear answer is never taken for a "no": an outage is thrown, and
 * what the host refuses to give of one record is told of that one.
 */
public final class HostCheck {

    /** Keeps a group well below what a host answers before its page is given up. */
    public static final int GROUP = 200;

    /** Where each record takes a request, a group takes about so long at the rate of the definition. */
    private static final int SECONDS = 60;

    private final Sync sync;
    private final Workers workers;
    private final RecordMemory memory;

    /** @param memory of which no more is taken than there is */
    public HostCheck(Sync sync, Workers workers, RecordMemory memory) {
        this.sync = sync;
        this.workers = workers;
        this.memory = memory;
    }

    /** How many records are asked for between two checkpoints. */
    public static int group(Sync sync) {
        boolean alone = !sync.host().traits().mayOmit();
        int rate = sync.definition().host().resilience().requestsPerSecond();
        return alone ? Math.min(GROUP, rate * SECONDS) : GROUP;
    }

    /**
     * Works on what the host says of every one of these keys, of as many at a time as fit into memory.
     *
     * @param work is given a part of the keys with their readings
     */
    public void inPortions(Collection<RecordKey> keys, Consumer<Map<RecordKey, HostReading>> work) {
        List<RecordKey> rest = List.copyOf(keys);
        while (!rest.isEmpty()) {
            List<RecordKey> portion = rest.subList(0, memory.portion(sync, rest.size()));
            memory.holding(sync, portion.size(), () -> {
                Map<RecordKey, HostReading> readings = read(portion);
                memory.learn(sync, readings.values());
                work.accept(readings);
            });
            rest = rest.subList(portion.size(), rest.size());
        }
    }

    private Map<RecordKey, HostReading> read(Collection<RecordKey> keys) {
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
     * What was found of some records.
     *
     * @param reasons why a record should not be in the target; of those only that should not
     * @param unreadable why nobody knows, of those that the host does not give
     */
    public record Checked(Map<RecordKey, Nomination.Reason> reasons, Map<RecordKey, String> unreadable) {}

    /**
     * Which of these records should not be in the target.
     *
     * @param stored what is stored of them; what the target confirmed need not be mapped again
     * @throws RetryableException when the host is out of reach
     */
    public Checked check(Collection<RecordKey> keys, Map<RecordKey, StoredState> stored) {
        Checked checked = new Checked(new LinkedHashMap<>(), new LinkedHashMap<>());
        inPortions(keys, readings -> check(readings, stored, checked));
        return checked;
    }

    private void check(Map<RecordKey, HostReading> read, Map<RecordKey, StoredState> stored, Checked into) {
        List<Map.Entry<RecordKey, HostReading>> readings = new ArrayList<>(read.entrySet());
        List<Wanted> wanted = workers.map(
                readings, entry -> wanted(entry.getValue(), Optional.ofNullable(stored.get(entry.getKey()))));
        for (int i = 0; i < readings.size(); i++) {
            RecordKey key = readings.get(i).getKey();
            if (wanted.get(i) instanceof Wanted.Nothing nothing) {
                into.reasons().put(key, nothing.why());
            } else if (wanted.get(i) instanceof Wanted.Unreadable failed) {
                into.unreadable().put(key, why(failed.error()));
            }
        }
    }

    private static String why(FidesException error) {
        if (error instanceof RetryableException) {
            throw error;
        }
        return error.getMessage();
    }

    /** What the target should hold, as a whole document, whatever it confirmed. */
    public static Wanted whole(Sync sync, HostReading reading, Optional<SyncState> state) {
        return Wanted.of(sync, reading, state, Wanted.Asked.REWRITE, Instant.MIN);
    }

    /** A record that is parked may be wanted all the same. */
    private Wanted wanted(HostReading reading, Optional<StoredState> stored) {
        return Wanted.of(sync, reading, stored.map(StoredState::state), Wanted.Asked.LOOK, Instant.MIN);
    }
}
