package dev.fides.sync;

import dev.fides.json.Hashing;
import dev.fides.model.Change;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.run.Outcome;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does what was decided: writes to the target in one go, then remembers in one go what it confirmed. */
final class DecisionExecutor {

    private final Sync sync;
    private final SyncStateStore states;
    private final StateMaker maker;
    private final DeleteAllowance deletes;
    private final EngineSettings settings;
    private final Clock clock;
    private final Persistence persistence;
    private final EngineListener listener;

    /** @param persistence how often the changes were tried before */
    DecisionExecutor(
            Sync sync,
            SyncStateStore states,
            StateMaker maker,
            DeleteAllowance deletes,
            EngineSettings settings,
            Clock clock,
            Persistence persistence,
            EngineListener listener) {
        this.sync = sync;
        this.states = states;
        this.maker = maker;
        this.deletes = deletes;
        this.settings = settings;
        this.clock = clock;
        this.persistence = persistence;
        this.listener = listener;
    }

    /**
     * Executes decisions about different keys.
     *
     * @param decisions no {@link Decision.Look} among them
     * @param changes the changes that they are about
     * @param stored what is stored of these keys
     * @return one result for each decision
     */
    Map<RecordKey, ExecutionResult> execute(
            Map<RecordKey, Decision> decisions, Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored) {
        Execution execution = new Execution(changes, stored);
        decisions.forEach(execution::plan);
        execution.claimCreations();
        execution.write();
        execution.save();
        return execution.results;
    }

    /** The state of one call. */
    private final class Execution {
        final Map<RecordKey, Change> changes;
        final Versions versions;
        final Map<RecordKey, ExecutionResult> results = new LinkedHashMap<>();
        final Map<RecordKey, Decision.Put> puts = new LinkedHashMap<>();
        final Map<RecordKey, Decision.Remove> removes = new LinkedHashMap<>();
        final Map<RecordKey, SyncState> parked = new LinkedHashMap<>();
        final StateSaves saves = new StateSaves();
        private Instant claimedAt = Instant.EPOCH;

        Execution(Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored) {
            this.changes = changes;
            this.versions = new Versions(stored);
        }

        void plan(RecordKey key, Decision decision) {
            if (decision instanceof Decision.Settle settle) {
                results.put(key, new ExecutionResult.Settled(settle.outcome()));
            } else if (decision instanceof Decision.Remember remember) {
                saves.add(
                        remember.state(),
                        versions.expected(key),
                        new ExecutionResult.Settled(remember.outcome()),
                        false);
            } else if (decision instanceof Decision.Park park) {
                park(key, park.failure(), park.observedAt());
            } else if (decision instanceof Decision.Postpone postpone) {
                postpone(key, postpone);
            } else if (decision instanceof Decision.Put put) {
                puts.put(key, put);
            } else if (decision instanceof Decision.Remove remove) {
                removes.put(key, remove);
            } else {
                throw new IllegalStateException("nobody looked at " + key + ": " + decision);
            }
        }

        private void postpone(RecordKey key, Decision.Postpone postpone) {
            becomeLook(key, new ExecutionResult.Postponed(postpone.change(), postpone.after(), postpone.why()));
        }

        /**
         * A document that becomes a mere "look again" must stay findable: an earlier delivery may have written it. If
         * its id cannot be stored, the document itself is sent again.
         */
        private void becomeLook(RecordKey key, ExecutionResult.Postponed later) {
            results.put(key, later);
            if (changes.get(key) instanceof Change.Upsert upsert
                    && later.change() instanceof Change.Refresh
                    && versions.state(key).isEmpty()) {
                sync.mapping()
                        .targetId(upsert.document())
                        .ifPresent(id -> saves.add(
                                maker.doubtful(key, id, upsert.observedAt(), Optional.empty()),
                                Optional.empty(),
                                later,
                                false));
            }
        }

        private void park(RecordKey key, Failure failure, Instant observedAt) {
            SyncState state = maker.parked(key, versions.stored(key), failure, observedAt, isInDoubt(key));
            parked.put(key, state);
            saves.add(state, versions.expected(key), new ExecutionResult.Settled(Outcome.FAILED), false);
        }

        /** Whether the target may hold something else than what was confirmed. */
        private boolean isInDoubt(RecordKey key) {
            return persistence.triedBefore()
                    || (changes.get(key) instanceof Change.Refresh refresh && refresh.forced());
        }

        void claimCreations() {
            claimedAt = Time.now(clock);
            Creations creations = new Creations(sync, states, maker, settings, clock);
            Creations.Claims claims = creations.claim(puts, changes, versions);
            claims.lost().forEach(key -> {
                puts.remove(key);
                results.put(key, new ExecutionResult.LostRace(false));
            });
            claims.found().forEach(puts::put);
            claims.failed().forEach((key, error) -> {
                notLookedFor(key, error);
                puts.remove(key);
            });
        }

        void write() {
            limitDeletes();
            giveUpLateCreations();
            List<TargetWrite> writes = new ArrayList<>();
            puts.forEach((key, put) -> writes.add(asWrite(key, put)));
            removes.forEach((key, remove) -> {
                try {
                    idOf(key, remove)
                            .ifPresentOrElse(
                                    id -> writes.add(new TargetWrite.Delete(key, id)),
                                    () -> deleted(key, remove, Optional.empty()));
                } catch (FidesException e) {
                    notLookedFor(key, e);
                }
            });
            if (writes.isEmpty()) {
                return;
            }
            List<WriteResult> answers = sync.target().write(writes);
            List<TargetWrite> replaced = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                RecordKey key = writes.get(i).key();
                WriteResult answer = answers.get(i);
                Optional<String> old = Optional.ofNullable(puts.get(key)).flatMap(Decision.Put::replaces);
                if (old.isPresent() && answer instanceof WriteResult.Confirmed) {
                    replaced.add(new TargetWrite.Delete(key, old.get()));
                } else {
                    conclude(key, answer);
                }
            }
            if (!replaced.isEmpty()) {
                List<WriteResult> gone = sync.target().write(replaced);
                for (int i = 0; i < replaced.size(); i++) {
                    conclude(replaced.get(i).key(), gone.get(i));
                }
            }
        }

        /** Whoever was held up since it claimed a key must not create any more: others may soon do the same. */
        private void giveUpLateCreations() {
            if (Time.now(clock).isBefore(claimedAt.plus(settings.creationLease().dividedBy(2)))) {
                return;
            }
            List<RecordKey> late =
                    puts.keySet().stream().filter(versions::isCreating).toList();
            late.forEach(key -> {
                Change again = changes.get(key);
                puts.remove(key);
                results.put(
                        key,
                        new ExecutionResult.Postponed(
                                again, Optional.of(settings.creationLease()), "its create was held up for too long"));
            });
        }

        /** Deletes that neither the guard nor a person asked for draw on an allowance, whatever led to them. */
        private void limitDeletes() {
            List<RecordKey> unasked = removes.keySet().stream()
                    .filter(key -> !isAskedFor(changes.get(key)) && !isDeleted(key))
                    .toList();
            int granted = unasked.isEmpty() ? 0 : deletes.take(sync, unasked.size());
            unasked.subList(granted, unasked.size()).forEach(this::hold);
        }

        private static boolean isAskedFor(Change change) {
            return change instanceof Change.Refresh refresh
                    && (refresh.reason() == RefreshReason.NOMINATION || refresh.reason() == RefreshReason.REQUEST);
        }

        private boolean isDeleted(RecordKey key) {
            return versions.state(key)
                    .filter(state -> state.standing() instanceof Standing.Deleted)
                    .isPresent();
        }

        /**
         * What was confirmed of a record in doubt must not count when the record comes back. An upsert leads here only by
         * a look, which doubt had made necessary.
         */
        private void hold(RecordKey key) {
            removes.remove(key);
            ExecutionResult held = new ExecutionResult.Settled(Outcome.HELD);
            Optional<SyncState> doubtful = versions.state(key)
                    .filter(state -> (isInDoubt(key) || changes.get(key) instanceof Change.Upsert)
                            && state.published().isPresent())
                    .flatMap(state ->
                            state.targetId().map(id -> maker.doubtful(key, id, state.observedAt(), state.failure())));
            doubtful.ifPresentOrElse(
                    state -> saves.add(state, versions.expected(key), held, false), () -> results.put(key, held));
        }

        /** A create after a delete is another one than the first, also with the same content. */
        private TargetWrite asWrite(RecordKey key, Decision.Put put) {
            List<String> identity = new ArrayList<>(
                    List.of(sync.name(), key.value(), put.contentHash().text()));
            versions.state(key).flatMap(SyncState::deletedAt).ifPresent(at -> identity.add(at.toString()));
            String idempotencyKey = Hashing.textHash(identity).text();
            return new TargetWrite.Put(
                    key,
                    put.id(),
                    put.document(),
                    put.exists() ? TargetWrite.Expectation.EXISTS : TargetWrite.Expectation.ABSENT,
                    idempotencyKey);
        }

        /** One record whose document cannot be looked for must not hold up the others. */
        private void notLookedFor(RecordKey key, FidesException error) {
            if (error instanceof RetryableException retryable) {
                unavailable(key, new WriteResult.Unavailable(retryable.getMessage(), retryable.retryAfter()));
            } else {
                parkWrite(key, FailureReason.TARGET_REFUSED, error.getMessage());
            }
        }

        private Optional<String> idOf(RecordKey key, Decision.Remove remove) {
            return remove.id().or(() -> sync.target().find(key));
        }

        private void conclude(RecordKey key, WriteResult answer) {
            if (answer instanceof WriteResult.Confirmed confirmed) {
                confirmed(key, confirmed);
            } else if (answer instanceof WriteResult.Refused refused) {
                refused(key, refused);
            } else if (answer instanceof WriteResult.Unavailable unavailable) {
                unavailable(key, unavailable);
            } else if (answer instanceof WriteResult.Unknown unknown) {
                unknown(key, unknown);
            }
        }

        private void confirmed(RecordKey key, WriteResult.Confirmed answer) {
            Decision.Remove remove = removes.get(key);
            if (remove != null) {
                deleted(key, remove, remove.id());
                return;
            }
            Decision.Put put = puts.get(key);
            SyncState state = maker.published(
                    key,
                    answer.id().or(put::id),
                    put.sourceHash(),
                    put.contentHash(),
                    put.fingerprint(),
                    put.observedAt(),
                    Time.now(clock));
            saves.add(state, versions.expected(key), new ExecutionResult.Settled(Outcome.PUBLISHED), true);
        }

        private void deleted(RecordKey key, Decision.Remove remove, Optional<String> id) {
            saves.add(
                    maker.deleted(key, id, remove.observedAt(), Time.now(clock)),
                    versions.expected(key),
                    new ExecutionResult.Settled(Outcome.DELETED),
                    true);
        }

        private void refused(RecordKey key, WriteResult.Refused answer) {
            parkWrite(key, FailureReason.TARGET_REFUSED, answer.message());
        }

        private void parkWrite(RecordKey key, FailureReason reason, String message) {
            Decision.Put put = puts.get(key);
            park(
                    key,
                    Parking.park(
                            versions.state(key).flatMap(SyncState::failure),
                            Optional.ofNullable(put).map(Decision.Put::sourceHash),
                            reason,
                            message,
                            sync.definition().failures(),
                            Time.now(clock)),
                    put == null ? removes.get(key).observedAt() : put.observedAt());
        }

        private void unavailable(RecordKey key, WriteResult.Unavailable answer) {
            results.put(key, new ExecutionResult.Postponed(changes.get(key), answer.retryAfter(), answer.message()));
            Decision.Put put = puts.get(key);
            if (put != null && versions.isCreating(key)) {
                // Nothing was written: the claim ends now, so that the next delivery need not wait for it.
                saves.addSilently(
                        maker.creating(key, versions.state(key), put.observedAt(), Time.now(clock)),
                        versions.expected(key));
            }
        }

        private void unknown(RecordKey key, WriteResult.Unknown answer) {
            boolean failedBefore = versions.state(key)
                    .flatMap(SyncState::failure)
                    .filter(failure -> failure.reason() == FailureReason.TARGET_FAILED)
                    .isPresent();
            // A claim to create stays as it is: it makes the next one look for what this one may have created.
            if (!versions.isCreating(key) && persistence.isEnough(failedBefore)) {
                parkWrite(key, FailureReason.TARGET_FAILED, answer.message());
                return;
            }
            becomeLook(
                    key,
                    new ExecutionResult.Postponed(
                            Publication.inDoubt(changes.get(key)), Optional.empty(), answer.message()));
        }

        void save() {
            saves.save(states).forEach((key, result) -> results.put(key, result.orDoubt(changes.get(key))));
            parked.forEach((key, state) -> {
                if (results.get(key) instanceof ExecutionResult.Settled) {
                    tellParked(listener, state);
                }
            });
        }
    }

    /** Tells of a record that was parked and stored as such. */
    static void tellParked(EngineListener listener, SyncState state) {
        state.failure().ifPresent(failure -> listener.recordParked(state.sync(), state.runId(), state.key(), failure));
    }
}
