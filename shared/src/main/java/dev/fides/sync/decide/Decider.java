package dev.fides.sync.decide;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import java.util.Map;

/** Decides about changes of different keys, by what is stored of them. */
public interface Decider {

    /**
     * One decision for each change, none of which is {@link Decision.AskHost}.
     *
     * @param stored what is stored of these keys; nothing of some
     * @throws dev.fides.model.RetryableException if what is needed for it cannot be had now
     */
    Map<RecordKey, Decision> decide(Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored);
}
