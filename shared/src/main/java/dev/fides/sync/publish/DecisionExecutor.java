package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.absence.AbsenceTrust;
import dev.fides.sync.decide.Decision;
import dev.fides.sync.send.ChangeSender;
import java.time.Clock;
import java.util.Map;

/**
 * Does what was decided: writes to the target in one go, then remembers in one go what it confirmed.
 *
 * @param moves limits deletes of documents under old ids
 * @param absences says whether "no such record" may be believed
 * @param sender sends looks at other records that turn out to be necessary
 * @param patience how long unknown outcomes are tried
 */
public record DecisionExecutor(
        Sync sync,
        SyncStateStore states,
        StateMaker maker,
        DeleteAllowance deletes,
        MoveLimit moves,
        AbsenceTrust absences,
        ChangeSender sender,
        EngineSettings settings,
        Clock clock,
        Patience patience,
        EngineListener listener) {

    /**
     * Executes decisions about different keys.
     *
     * @param decisions no {@link Decision.AskHost} among them
     * @param changes the changes that they are about
     * @param stored what is stored of these keys
     * @return one result for each decision
     */
    Map<RecordKey, ExecutionResult> execute(
            Map<RecordKey, Decision> decisions, Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored) {
        return new DecisionExecution(this, changes, stored).run(decisions);
    }

    /** Reports a record that was parked and stored as such. */
    public static void tellParked(EngineListener listener, SyncState state) {
        state.failure().ifPresent(failure -> listener.recordParked(state.sync(), state.runId(), state.key(), failure));
    }
}
