package dev.fides.sync.publish;

import dev.fides.host.HostReading;
import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.model.Trust;
import dev.fides.run.Nomination;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.IdOwner;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.Parking;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.HostCheck;
import dev.fides.sync.compare.Wanted;
import dev.fides.sync.decide.Decision;
import dev.fides.sync.publish.IdTakeovers.Gone;
import dev.fides.sync.publish.IdTakeovers.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claims target ids before documents are written under them. Where another record owns an id the host is asked what that
 * one wants now: if it still wants the id the newcomer is parked, if not the id passes on.
 */
final class IdClaims {

    private final DecisionExecutor with;
    private final Sync sync;
    private final IdOwners owners;
    private final Notices notices;
    private final Map<RecordKey, Change> changes;

    private final Map<RecordKey, ExecutionResult> results = new LinkedHashMap<>();
    private final Map<RecordKey, Decision.Park> parked = new LinkedHashMap<>();
    private final Map<RecordKey, IdOwner> contested = new LinkedHashMap<>();
    private final List<Takeover> takeovers = new ArrayList<>();
    private final Set<RecordKey> involved = new HashSet<>();

    IdClaims(DecisionExecutor with, Map<RecordKey, Change> changes, IdOwners owners, Notices notices) {
        this.with = with;
        this.sync = with.sync();
        this.changes = changes;
        this.owners = owners;
        this.notices = notices;
    }

    /** What came of the records that must not be written now. */
    Map<RecordKey, ExecutionResult> results() {
        return results;
    }

    /** The records whose id another one owns. */
    Map<RecordKey, Decision.Park> parked() {
        return parked;
    }

    /** Claims the ids of these documents, all of which are known. */
    void claim(Map<RecordKey, Decision.Put> puts) {
        Map<RecordKey, String> ids = new LinkedHashMap<>();
        puts.forEach((key, put) -> put.id().ifPresent(id -> ids.put(key, id)));
        owners.read(ids.values().stream().map(owners::document).toList());
        ids.forEach((key, id) ->
                owners.owner(id).filter(owner -> !owner.key().equals(key)).ifPresent(owner -> contest(key, id, owner)));
        notices.send();
        ask(puts, ids);
        lose(new IdTakeovers(owners, with.maker(), with.clock(), notices).take(takeovers));
        claimFree(ids);
    }

    private void contest(RecordKey key, String id, IdOwner owner) {
        Change change = changes.get(key);
        Instant now = Instants.now(with.clock());
        if (owner.deletingUntil().filter(now::isBefore).isPresent()) {
            results.put(
                    key,
                    new ExecutionResult.Postponed(
                            change,
                            Optional.of(
                                    Duration.between(now, owner.deletingUntil().get())),
                            "its id " + id + " is being deleted by record " + owner.key()));
            return;
        }
        if (change.trust() == Trust.DOUBTED && mayHaveWritten(change, id)) {
            // While the document is being deleted its owner is not told: where it gives back an id of this record, the
            // two would send each other looks for ever.
            notices.add(IdTakeovers.lookAfter(owner.key(), id));
        }
        if (change instanceof Change.Upsert upsert) {
            results.put(key, new ExecutionResult.LookAgain(look(upsert)));
        } else {
            contested.put(key, owner);
        }
    }

    /** Whether what was begun of a change may lie over the owner's document: not where the doubt is about another id. */
    private boolean mayHaveWritten(Change change, String id) {
        Optional<String> left = sync.targetId(change);
        return left.isEmpty()
                || owners.isSame(left.get(), id)
                || owners.state(change.key())
                        .filter(state -> state.targetId().stream().anyMatch(known -> owners.isSame(known, id))
                                || state.otherIds().stream().anyMatch(known -> owners.isSame(known, id)))
                        .isPresent();
    }

    /** What the record wants by now, due or not, since what is listed may be outdated. */
    private Change look(Change.Upsert upsert) {
        Change.Refresh look = new Change.Refresh(upsert.key(), RefreshReason.RETRY);
        Change.Refresh asAsked = upsert.rewrite() ? look.rewriting() : look;
        return upsert.trust() == Trust.DOUBTED ? asAsked.doubted().leaving(sync.targetId(upsert)) : asAsked;
    }

    private void ask(Map<RecordKey, Decision.Put> puts, Map<RecordKey, String> ids) {
        if (contested.isEmpty()) {
            return;
        }
        Set<RecordKey> asked = new LinkedHashSet<>();
        contested.values().forEach(owner -> asked.add(owner.key()));
        Instant askedAt = Instants.now(with.clock());
        Map<RecordKey, HostReading> readings = new LinkedHashMap<>(sync.host().get(asked));
        if (asked.size() > 1 && sync.host().traits().mayOmit()) {
            // Missing in an answer about many records is no proof of absence.
            asked.stream()
                    .filter(key -> readings.get(key) instanceof HostReading.Absent)
                    .forEach(key -> readings.putAll(sync.host().get(Set.of(key))));
        }
        Map<RecordKey, StoredState> stored = with.states().read(sync.name(), asked);
        Set<RecordKey> contenders = new LinkedHashSet<>();
        contested.forEach((key, owner) -> {
            Optional<SyncState> state =
                    Optional.ofNullable(stored.get(owner.key())).map(StoredState::state);
            Wanted wanted = HostCheck.whole(sync, readings.get(owner.key()), state);
            String id = ids.get(key);
            if (wanted instanceof Wanted.Unreadable unreadable
                    && unreadable.error() instanceof RetryableException error) {
                results.put(
                        key,
                        new ExecutionResult.Postponed(
                                changes.get(key),
                                error.retryAfter(),
                                "record " + owner.key() + ", which owns its id " + id + ", could not be read: "
                                        + error.getMessage()));
            } else if (wants(wanted, id) || waiting(key, puts.get(key)).isPresent()) {
                owners.stageOwner(id, Optional.of(owners.owner(id).orElseThrow().contendedBy(key)));
                contenders.add(key);
            } else {
                Optional<Gone> gone = wanted instanceof Wanted.Nothing
                        ? Optional.of(new Gone(owner.key(), askedAt))
                        : Optional.empty();
                takeOver(key, owner.key(), new Takeover(key, id, gone));
            }
        });
        Set<RecordKey> conflicts = owners.store();
        contenders.forEach(key -> {
            if (conflicts.contains(owners.document(ids.get(key)))) {
                results.put(key, ExecutionResult.LostRace.unwritten());
            } else {
                Decision.Put put = puts.get(key);
                parked.put(
                        key,
                        waiting(key, put)
                                .map(failure -> new Decision.Park(failure, put.observedAt()))
                                .orElseGet(() -> park(
                                        key, ids.get(key), contested.get(key).key(), put)));
            }
        });
    }

    /**
     * Why a record takes no id over now, though its owner wants another: this very content was refused and is not due, and
     * nobody asked for it but one who lost an id. A refused record gives back what it took and has its owner looked at: two
     * of them would send each other looks for ever.
     */
    private Optional<Failure> waiting(RecordKey key, Decision.Put put) {
        boolean byOthers =
                changes.get(key) instanceof Change.Refresh refresh && refresh.reason() == RefreshReason.DOUBT;
        return owners.state(key)
                .flatMap(SyncState::failure)
                .filter(failure -> byOthers)
                .filter(failure -> failure.reason() == FailureReason.TARGET_REFUSED
                        || failure.reason() == FailureReason.TARGET_FAILED)
                .filter(failure ->
                        failure.sourceHash().equals(Optional.of(put.hashes().source())))
                .filter(failure -> !failure.isDue(Instants.now(with.clock())));
    }

    /** Of one that cannot be mapped or read nobody knows that it lets go. */
    private boolean wants(Wanted wanted, String id) {
        if (wanted instanceof Wanted.Document document) {
            return document.id().filter(wants -> owners.isSame(wants, id)).isPresent();
        }
        if (wanted instanceof Wanted.Nothing nothing) {
            // An absence counts only from a host that has shown that it finds what it lists.
            return nothing.why() == Nomination.Reason.ABSENT
                    && with.absences().doubt(sync).isPresent();
        }
        return true;
    }

    private Decision.Park park(RecordKey key, String id, RecordKey owner, Decision.Put put) {
        String message = "id " + id + " is taken by record " + owner + "; both " + owner + " and " + key
                + " map to it. Expected an id of its own for every record: mend the mapping, or remove one of them at the"
                + " host. Sync " + sync.name() + ", key " + key;
        return new Decision.Park(
                Parking.park(
                        owners.state(key).flatMap(SyncState::failure),
                        Optional.of(put.hashes().source()),
                        FailureReason.ID_TAKEN,
                        message,
                        sync.definition().failures(),
                        Instants.now(with.clock())),
                put.observedAt());
    }

    /** A record takes part in one takeover at a time: each changes what the others were decided by. */
    private void takeOver(RecordKey key, RecordKey owner, Takeover takeover) {
        if (involved.contains(key) || involved.contains(owner)) {
            results.put(key, ExecutionResult.LostRace.unwritten());
            return;
        }
        involved.add(key);
        involved.add(owner);
        takeovers.add(takeover);
        if (changes.containsKey(owner)) {
            results.putIfAbsent(owner, ExecutionResult.LostRace.unwritten());
        }
    }

    private void claimFree(Map<RecordKey, String> ids) {
        Map<RecordKey, String> open = new LinkedHashMap<>(ids);
        open.keySet().removeIf(key -> results.containsKey(key) || contested.containsKey(key));
        Map<RecordKey, RecordKey> claimed = new LinkedHashMap<>();
        List<Takeover> begun = new ArrayList<>();
        // A record whose id is its key stores nothing before it is written: here it comes first.
        open.forEach((key, id) -> {
            if (owners.document(id).equals(key)) {
                claimed.put(key, key);
            }
        });
        open.forEach((key, id) -> {
            RecordKey document = owners.document(id);
            RecordKey first = claimed.computeIfAbsent(document, any -> key);
            Optional<IdOwner> owner = owners.owner(id);
            if (!first.equals(key) || owners.isOthers(id, key)) {
                results.put(key, again(key));
            } else if (owner.filter(mine -> !mine.takenFrom().isEmpty()).isPresent()) {
                begun.add(Takeover.begun(key, id));
            } else if (!document.equals(key)
                    && owner.filter(mine -> mine.deletingUntil().isEmpty()).isEmpty()) {
                owners.stageOwner(id, Optional.of(owner.map(IdOwner::keeping).orElseGet(() -> IdOwner.of(key))));
            }
        });
        Set<RecordKey> conflicts = owners.store();
        open.forEach((key, id) -> {
            if (conflicts.contains(owners.document(id))) {
                results.putIfAbsent(key, ExecutionResult.LostRace.unwritten());
            }
        });
        lose(new IdTakeovers(owners, with.maker(), with.clock(), notices).finish(begun));
    }

    /** Two records of one batch want the same id: the second looks once the first has it. */
    private ExecutionResult again(RecordKey key) {
        return changes.get(key) instanceof Change.Upsert upsert
                ? new ExecutionResult.LookAgain(look(upsert))
                : ExecutionResult.LostRace.unwritten();
    }

    private void lose(Set<RecordKey> lost) {
        lost.forEach(key -> results.put(key, ExecutionResult.LostRace.unwritten()));
    }
}
