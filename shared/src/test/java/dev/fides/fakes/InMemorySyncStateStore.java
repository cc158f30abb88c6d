package dev.fides.fakes;

import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.state.FailureReason;
import dev.fides.state.SaveResult;
import dev.fides.state.Standing;
import dev.fides.state.StateCounts;
import dev.fides.state.StateFilter;
import dev.fides.state.StatePage;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateCodec;
import dev.fides.state.SyncStateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Sync states in memory; tombstones vanish after 30 days. */
public final class InMemorySyncStateStore implements SyncStateStore {

    private static final Duration TOMBSTONE_TIME_TO_LIVE = Duration.ofDays(30);

    private final SyncStateCodec codec = new SyncStateCodec();
    private final Shelf shelf;
    private final Faults faults = new Faults();
    private int writes;
    private int keysRead;

    public InMemorySyncStateStore(Clock clock) {
        shelf = new Shelf(clock);
    }

    public Faults faults() {
        return faults;
    }

    /** How many states were written so far, conflicts not counted. */
    public synchronized int writes() {
        return writes;
    }

    /** How many states were asked for by key since {@link #countAnew}. */
    public synchronized int keysRead() {
        return keysRead;
    }

    public synchronized void countAnew() {
        keysRead = 0;
    }

    /** Every state of a sync, in order of keys. */
    public List<SyncState> all(String sync) {
        return states(sync, state -> true).stream().map(StoredState::state).toList();
    }

    @Override
    public synchronized Map<RecordKey, StoredState> read(String sync, Collection<RecordKey> keys) {
        faults.beforeCall("read states: sync " + sync);
        keysRead += keys.size();
        Map<RecordKey, StoredState> found = new LinkedHashMap<>();
        keys.forEach(key -> shelf.get(id(sync, key)).ifPresent(item -> found.put(key, stored(item))));
        return found;
    }

    @Override
    public synchronized List<SaveResult> save(List<StateWrite> stateWrites) {
        Set<String> ids = new HashSet<>();
        stateWrites.forEach(write -> {
            if (!ids.add(id(write.state().sync(), write.state().key()))) {
                throw new IllegalArgumentException("two writes for one key: sync "
                        + write.state().sync() + ", key " + write.state().key());
            }
        });
        List<SaveResult> results = new ArrayList<>();
        stateWrites.forEach(write -> results.add(save(write)));
        return results;
    }

    private SaveResult save(StateWrite write) {
        SyncState state = write.state();
        String what = "save state: sync " + state.sync() + ", key " + state.key();
        try {
            faults.beforeCall(what);
        } catch (RetryableException e) {
            return new SaveResult.Failed(e);
        }
        String id = id(state.sync(), state.key());
        boolean tombstone =
                state.standing() instanceof Standing.Deleted && state.failure().isEmpty() && !state.isIdTaken();
        Optional<Shelf.Item> saved = shelf.putIf(
                id,
                write.expected(),
                codec.encode(state),
                tombstone ? Optional.of(TOMBSTONE_TIME_TO_LIVE) : Optional.empty());
        if (saved.isPresent()) {
            writes++;
            return faults.losesAnswer()
                    ? new SaveResult.Failed(new RetryableException("answer lost: " + what, null))
                    : new SaveResult.Saved(saved.get().etag());
        }
        return shelf.get(id)
                .map(this::stored)
                .filter(present -> present.state().writeId().equals(state.writeId()))
                .<SaveResult>map(present -> new SaveResult.Saved(present.etag()))
                .orElseGet(SaveResult.Conflict::new);
    }

    @Override
    public StatePage list(String sync, StateFilter filter, Optional<String> cursor, int limit) {
        faults.beforeCall("list states: sync " + sync);
        List<StoredState> rest = states(sync, state -> matches(state, filter)).stream()
                .filter(stored ->
                        cursor.isEmpty() || stored.state().key().value().compareTo(cursor.get()) > 0)
                .toList();
        List<StoredState> page = rest.stream().limit(limit).toList();
        return new StatePage(
                page,
                rest.size() > page.size()
                        ? Optional.of(page.get(page.size() - 1).state().key().value())
                        : Optional.empty());
    }

    @Override
    public boolean eachWrittenSince(String sync, Instant since, int limit, Consumer<RecordKey> to) {
        faults.beforeCall("ask for states written since " + since + ": sync " + sync);
        List<Shelf.Item> written = shelf.writtenSince(sync + ":", since);
        written.stream()
                .limit(limit)
                .map(this::stored)
                .forEach(state -> to.accept(state.state().key()));
        return written.size() <= limit;
    }

    @Override
    public synchronized int remove(String sync, int limit) {
        faults.beforeCall("remove states: sync " + sync);
        List<StoredState> removed =
                states(sync, state -> true).stream().limit(limit).toList();
        removed.forEach(stored -> shelf.removeIf(id(sync, stored.state().key()), stored.etag()));
        faults.afterWrite("remove states: sync " + sync);
        return removed.size();
    }

    @Override
    public StateCounts count(String sync) {
        faults.beforeCall("count states: sync " + sync);
        return new StateCounts(
                states(sync, s -> s.standing() instanceof Standing.Published).size(),
                states(sync, s -> s.standing() instanceof Standing.Deleted).size(),
                states(sync, s -> s.standing() instanceof Standing.Creating).size(),
                states(sync, s -> s.standing() instanceof Standing.Unpublished && !s.isOnlyForId())
                        .size(),
                states(sync, s -> s.failure().isPresent()).size());
    }

    private static boolean matches(SyncState state, StateFilter filter) {
        if (filter instanceof StateFilter.Parked parked) {
            Optional<FailureReason> reason = parked.reason();
            return state.failure()
                    .filter(failure -> reason.isEmpty() || failure.reason() == reason.get())
                    .isPresent();
        } else if (filter instanceof StateFilter.Due due) {
            return state.failure().filter(failure -> failure.isDue(due.now())).isPresent();
        } else if (filter instanceof StateFilter.MayBeHeld) {
            return state.mayBeHeld();
        }
        return state.published().isPresent();
    }

    private List<StoredState> states(String sync, Predicate<SyncState> which) {
        return shelf.startingWith(sync + ":").stream()
                .map(this::stored)
                .filter(stored -> which.test(stored.state()))
                .toList();
    }

    private StoredState stored(Shelf.Item item) {
        return new StoredState(codec.decode(item.json()), item.etag());
    }

    private static String id(String sync, RecordKey key) {
        return sync + ":" + key;
    }
}
