package dev.fides.cli.preview;

import dev.fides.model.RecordKey;
import dev.fides.state.SaveResult;
import dev.fides.state.StateCounts;
import dev.fides.state.StateFilter;
import dev.fides.state.StatePage;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncStateStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The memory of a sync that has never run; nothing can be stored in it. */
final class NothingRemembered implements SyncStateStore {

    @Override
    public Map<RecordKey, StoredState> read(String sync, Collection<RecordKey> keys) {
        return Map.of();
    }

    @Override
    public List<SaveResult> save(List<StateWrite> writes) {
        throw nothingIsStored();
    }

    @Override
    public StatePage list(String sync, StateFilter filter, Optional<String> cursor, int limit) {
        throw nothingIsStored();
    }

    @Override
    public boolean eachWrittenSince(String sync, Instant since, int limit, Consumer<RecordKey> to) {
        return true;
    }

    @Override
    public StateCounts count(String sync) {
        throw nothingIsStored();
    }

    @Override
    public int remove(String sync, int limit) {
        return 0;
    }

    private static UnsupportedOperationException nothingIsStored() {
        return new UnsupportedOperationException("a preview without the app stores nothing");
    }
}
