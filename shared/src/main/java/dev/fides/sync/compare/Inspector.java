package dev.fides.sync.compare;

import dev.fides.host.HostReading;
import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Instants;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains one record: what is known of it, what the host says now, and what would be done. Changes nothing. */
public final class Inspector {

    private final SyncStateStore states;
    private final Clock clock;

    public Inspector(SyncStateStore states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    /**
     * What is known of a record.
     *
     * @param state what Fides remembers
     * @param host what the host says now
     * @param intent what an import would do with it
     * @param why in a sentence
     */
    public record Explanation(Optional<SyncState> state, HostReading host, Intent intent, String why) {}

    /** What an import would do. */
    public enum Intent {
        PUBLISH,
        NOTHING,
        REMEMBER,
        WAIT,
        PARK,
        DELETE_BY_CLEAN_UP,
        UNKNOWN
    }

    public Explanation explain(Sync sync, RecordKey key) {
        Optional<StoredState> stored =
                Optional.ofNullable(states.read(sync.name(), List.of(key)).get(key));
        Instant readAt = Instants.now(clock);
        Map<RecordKey, HostReading> readings = sync.host().get(List.of(key));
        HostReading reading = readings.get(key);
        Optional<SyncState> state = stored.map(StoredState::state);
        if (reading instanceof HostReading.Failed failed) {
            return new Explanation(
                    state,
                    reading,
                    Intent.UNKNOWN,
                    "the host could not be read: " + failed.error().getMessage());
        }
        if (reading instanceof HostReading.Absent) {
            return absent(state, reading);
        }
        StateMaker maker = new StateMaker(sync.name(), Optional.empty(), () -> "none");
        Finding finding = new RecordDiff(sync, maker, false, Instants.now(clock))
                .compare(((HostReading.Present) reading).record(), readAt, stored);
        return withOwner(sync, present(state, reading, finding), finding);
    }

    /** Names the record that owns the id which this one wants. */
    private Explanation withOwner(Sync sync, Explanation explanation, Finding finding) {
        Optional<String> id = finding instanceof Finding.Changed changed
                ? sync.targetId(changed.change())
                : explanation.state().flatMap(SyncState::targetId);
        if (id.isEmpty()) {
            return explanation;
        }
        RecordKey document = sync.definition().target().ids().ownerKey(id.get());
        return Optional.ofNullable(states.read(sync.name(), List.of(document)).get(document))
                .flatMap(stored -> stored.state().idOwner())
                .filter(owner -> !owner.key().equals(finding.key()))
                .map(owner -> new Explanation(
                        explanation.state(),
                        explanation.host(),
                        explanation.intent(),
                        explanation.why() + "; its id " + id.get() + " is owned by record " + owner.key()))
                .orElse(explanation);
    }

    private static Explanation absent(Optional<SyncState> state, HostReading reading) {
        return state.flatMap(SyncState::published).isPresent()
                ? new Explanation(
                        state,
                        reading,
                        Intent.DELETE_BY_CLEAN_UP,
                        "the host does not have it, the target still holds it; the next clean-up nominates it")
                : new Explanation(state, reading, Intent.NOTHING, "neither the host nor the target has it");
    }

    private static Explanation present(Optional<SyncState> state, HostReading reading, Finding finding) {
        if (finding instanceof Finding.Changed) {
            String why = state.flatMap(SyncState::published).isEmpty()
                    ? "the target does not hold it yet"
                    : "the document differs from what the target confirmed";
            return new Explanation(state, reading, Intent.PUBLISH, why);
        }
        if (finding instanceof Finding.Unchanged unchanged) {
            return unchanged.learnt().isEmpty()
                    ? new Explanation(state, reading, Intent.NOTHING, "the target confirmed what the host has")
                    : new Explanation(state, reading, Intent.REMEMBER, "the host record changed, its document did not");
        }
        if (finding instanceof Finding.Parked) {
            String why = state.flatMap(SyncState::failure)
                    .map(failure -> ": " + failure.message())
                    .orElse("");
            return new Explanation(state, reading, Intent.WAIT, "this content failed before and is not due yet" + why);
        }
        if (finding instanceof Finding.Invalid invalid) {
            return new Explanation(
                    state,
                    reading,
                    Intent.PARK,
                    invalid.parked().failure().orElseThrow().message());
        }
        return state.flatMap(SyncState::published).isPresent()
                ? new Explanation(
                        state,
                        reading,
                        Intent.DELETE_BY_CLEAN_UP,
                        "the mapping says that the target is not to have it, but it does; the next clean-up nominates"
                                + " it")
                : new Explanation(state, reading, Intent.NOTHING, "the mapping says that the target is not to have it");
    }
}
