package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.state.SaveResult;
import dev.fides.state.StateWrite;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States to be stored in one go, and what each means for its record once it is stored. */
public final class StateSaves {

    /** @param result empty when nobody waits for the save */
    private record Save(StateWrite write, Optional<ExecutionResult> result, Written written) {}

    /**
     * Whether the target has just changed, so that not storing it leaves doubt.
     *
     * @param id under which, where that is known
     */
    public record Written(boolean anything, Optional<String> id) {
        public static final Written NOTHING = new Written(false, Optional.empty());
        static final Written SOMETHING = new Written(true, Optional.empty());

        static Written under(Optional<String> id) {
            return new Written(true, id);
        }
    }

    /** What came of a save that somebody waits for. */
    public record Saved(SaveResult save, ExecutionResult result, Written written) {

        /** The result, unless the state could not be stored. */
        ExecutionResult orDoubt(Change change, Sync sync) {
            if (save instanceof SaveResult.Saved) {
                return result;
            }
            if (save instanceof SaveResult.Conflict) {
                return new ExecutionResult.LostRace(written.anything(), written.id());
            }
            SaveResult.Failed failed = (SaveResult.Failed) save;
            return new ExecutionResult.Postponed(
                    written.anything() ? sync.inDoubt(change) : change,
                    failed.error().retryAfter(),
                    failed.error().getMessage());
        }
    }

    private final List<Save> saves = new ArrayList<>();

    /**
     * Adds a state to be stored.
     *
     * @param result what holds once it is stored
     * @param written whether the target has just changed
     */
    public void add(SyncState state, Optional<String> expected, ExecutionResult result, Written written) {
        saves.add(new Save(new StateWrite(state, expected), Optional.of(result), written));
    }

    /** For states that are good to have but that nothing depends on. */
    void addSilently(SyncState state, Optional<String> expected) {
        saves.add(new Save(new StateWrite(state, expected), Optional.empty(), Written.NOTHING));
    }

    public Map<RecordKey, Saved> save(SyncStateStore states) {
        Map<RecordKey, Saved> saved = new LinkedHashMap<>();
        if (saves.isEmpty()) {
            return saved;
        }
        List<SaveResult> results = states.save(saves.stream().map(Save::write).toList());
        for (int i = 0; i < saves.size(); i++) {
            Save save = saves.get(i);
            SaveResult result = results.get(i);
            save.result()
                    .ifPresent(meaning ->
                            saved.put(save.write().state().key(), new Saved(result, meaning, save.written())));
        }
        return saved;
    }
}
