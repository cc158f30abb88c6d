package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.state.IdOwner;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.StateMaker;
import dev.fides.sync.publish.IdTakeovers.Takeover;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that only documents of a record's own are deleted, and that nobody takes an id over while its document is
 * being deleted.
 */
final class DeleteClaims {

    /** Others who note themselves as contenders while an id is released; more in a row mean something else. */
    private static final int MAX_TRIES = 5;

    private final DecisionExecutor with;
    private final StateMaker maker;
    private final Clock clock;
    private final IdOwners owners;
    private final Notices notices;

    DeleteClaims(DecisionExecutor with, IdOwners owners, Notices notices) {
        this.with = with;
        this.maker = with.maker();
        this.clock = with.clock();
        this.owners = owners;
        this.notices = notices;
    }

    /**
     * Those of the ids that are not another record's; the others are only forgotten. Whoever owns them writes again, since
     * this record may have written there lately.
     */
    Set<String> own(RecordKey key, Set<String> ids) {
        Set<String> own = new LinkedHashSet<>();
        for (String id : ids) {
            Optional<IdOwner> other =
                    owners.owner(id).filter(owner -> !owner.key().equals(key));
            if (other.isPresent()) {
                notices.add(IdTakeovers.lookAfter(other.get().key(), id));
            } else {
                own.add(id);
            }
        }
        return own;
    }

    /**
     * Claims ids whose documents are to go.
     *
     * @return the records that lost a race for one of theirs
     */
    Set<RecordKey> claim(Map<RecordKey, Set<String>> deletes) {
        Instant until = Instants.now(clock).plus(with.settings().creationLease());
        Set<RecordKey> lost = new LinkedHashSet<>(finishTakeovers(deletes));
        Map<RecordKey, RecordKey> documents = new LinkedHashMap<>();
        deletes.forEach((key, ids) -> ids.forEach(id -> {
            if (owners.isOthers(id, key)) {
                lost.add(key);
            } else if (!lost.contains(key)) {
                IdOwner owner = owners.owner(id).orElseGet(() -> IdOwner.of(key));
                owners.stageOwner(id, Optional.of(owner.deletingUntil(until)));
                documents.put(owners.document(id), key);
            }
        }));
        owners.store().forEach(document -> lost.add(documents.get(document)));
        return lost;
    }

    private Set<RecordKey> finishTakeovers(Map<RecordKey, Set<String>> deletes) {
        List<Takeover> begun = new ArrayList<>();
        deletes.forEach((key, ids) -> ids.stream()
                .filter(id -> owners.owner(id)
                        .filter(owner -> !owner.takenFrom().isEmpty())
                        .isPresent())
                .forEach(id -> begun.add(Takeover.begun(key, id))));
        return begun.isEmpty() ? Set.of() : new IdTakeovers(owners, maker, clock, notices).finish(begun);
    }

    /**
     * Lets go of ids whose documents are gone, after those were told who wait for them. Ids that are their record's key are
     * released with its own state, which is about to be stored.
     */
    void release(Map<RecordKey, Set<String>> deleted) {
        Map<RecordKey, RecordKey> documents = new LinkedHashMap<>();
        deleted.forEach((key, ids) -> ids.forEach(id -> documents.put(owners.document(id), key)));
        for (int i = 0; i < MAX_TRIES && !documents.isEmpty(); i++) {
            documents.forEach(this::tellContenders);
            notices.send();
            documents.forEach((document, key) -> {
                if (!document.equals(key) && isOwnedBy(document, key)) {
                    owners.stage(document, this::released);
                }
            });
            Set<RecordKey> conflicts = owners.store();
            documents.keySet().retainAll(conflicts);
            owners.readAgain(conflicts);
        }
    }

    private boolean isOwnedBy(RecordKey document, RecordKey key) {
        return owners.state(document)
                .flatMap(SyncState::idOwner)
                .filter(owner -> owner.key().equals(key))
                .isPresent();
    }

    /** Has those looked at who wait for an id of which its owner lets go. */
    void tellContenders(RecordKey document, RecordKey key) {
        if (isOwnedBy(document, key)) {
            owners.state(document)
                    .flatMap(SyncState::idOwner)
                    .ifPresent(owner -> owner.contenders()
                            .forEach(contender -> notices.add(new Change.Refresh(contender, RefreshReason.RETRY))));
        }
    }

    /** What existed only for the owner ends as tombstones do. */
    private SyncState released(SyncState state) {
        SyncState free = state.withIdOwner(Optional.empty());
        return free.isOnlyForId()
                ? maker.deleted(free.key(), Optional.of(free), Optional.empty(), free.observedAt(), Instants.now(clock))
                : free;
    }
}
