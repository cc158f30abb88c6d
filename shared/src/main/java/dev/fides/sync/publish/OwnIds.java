package dev.fides.sync.publish;

import dev.fides.config.IdComparison;
import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.state.IdOwner;
import dev.fides.state.SyncState;
import dev.fides.sync.decide.Decision;
import dev.fides.target.WriteResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Narrows what is about to be written and deleted to ids that are the records' own, and says what they own afterwards. */
final class OwnIds {

    private final DecisionExecutor with;
    private final Map<RecordKey, Change> changes;
    private final IdOwners owners;
    private final Notices notices;
    private final DeleteClaims deletes;
    /** Old ids that stay with their records for now. */
    private final Map<RecordKey, Set<String>> kept = new LinkedHashMap<>();
    /** Ids of which their records let go without having written there. */
    private final Map<RecordKey, Set<String>> givenBack = new LinkedHashMap<>();

    OwnIds(DecisionExecutor with, Map<RecordKey, Change> changes, KnownStates states) {
        this.with = with;
        this.changes = changes;
        this.owners = new IdOwners(with.sync(), with.states(), with.maker(), states);
        this.notices = new Notices(with.sync(), with.sender());
        this.deletes = new DeleteClaims(with, owners, notices);
    }

    /** Whether ids are known before the write. */
    boolean apply() {
        return owners.apply();
    }

    /**
     * Claims the ids of documents to be written, and forgets old ids that are other records' by now.
     *
     * @param puts without those that must not be written, afterwards
     * @return what came of those
     */
    IdClaims claim(Map<RecordKey, Decision.Put> puts, Map<RecordKey, Decision.Remove> removes) {
        Set<RecordKey> documents = new LinkedHashSet<>();
        puts.values().forEach(put -> put.replaces().forEach(id -> documents.add(owners.document(id))));
        removes.values().forEach(remove -> remove.ids().forEach(id -> documents.add(owners.document(id))));
        owners.read(documents);
        IdClaims claims = new IdClaims(with, changes, owners, notices);
        claims.claim(puts);
        Set<RecordKey> stopped = new LinkedHashSet<>(claims.results().keySet());
        stopped.addAll(claims.parked().keySet());
        puts.keySet().removeAll(stopped);
        removes.keySet().removeAll(stopped);
        puts.replaceAll((key, put) -> put.replacing(deletes.own(key, besides(key, put))));
        removes.replaceAll((key, remove) -> {
            List<String> own = List.copyOf(deletes.own(key, remove.ids()));
            return new Decision.Remove(
                    own.stream().findFirst(), own.stream().skip(1).collect(Collectors.toSet()), remove.observedAt());
        });
        notices.send();
        return claims;
    }

    /** What must go once the document is there; not what the target takes, or may take, for the same id. */
    private Set<String> besides(RecordKey key, Decision.Put put) {
        String id = put.id().orElseThrow();
        Set<String> others = new LinkedHashSet<>(put.replaces());
        others.removeIf(other -> owners.isSame(other, id));
        others.removeIf(other -> {
            boolean alike = IdComparison.mayBeSame(id, other) && !owners.isOthers(other, key) && !isShown(key, other);
            if (alike) {
                keep(key, other);
            }
            return alike;
        });
        return others;
    }

    /** Whether a clean-up saw this document besides the other one. */
    private boolean isShown(RecordKey key, String id) {
        return changes.get(key) instanceof Change.Refresh refresh
                && refresh.reason() == RefreshReason.NOMINATION
                && refresh.targetId().equals(Optional.of(id));
    }

    private void keep(RecordKey key, String id) {
        kept.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(id);
    }

    /**
     * Claims the ids whose documents are to go, as far as the limit of moves allows: meanwhile nobody takes them over.
     *
     * @return the records that lost a race for one of theirs
     */
    Set<RecordKey> claimDeletes(Map<RecordKey, Decision.Put> puts, Map<RecordKey, Decision.Remove> removes) {
        Map<RecordKey, Set<String>> ids = new LinkedHashMap<>();
        Map<RecordKey, Set<String>> moved = new LinkedHashMap<>();
        Set<RecordKey> lost = new LinkedHashSet<>();
        removes.forEach((key, remove) -> {
            if (isWritten(remove.ids(), puts)) {
                lost.add(key);
            } else {
                ids.put(key, remove.ids());
            }
        });
        puts.forEach((key, put) -> {
            if (isWritten(put.replaces(), puts)) {
                lost.add(key);
            } else {
                moved.put(key, put.replaces());
            }
        });
        with.moves().granted(with.sync(), moved, changes).forEach((key, granted) -> {
            Decision.Put put = puts.get(key);
            put.replaces().stream().filter(id -> !granted.contains(id)).forEach(id -> keep(key, id));
            puts.put(key, put.replacing(granted));
            ids.put(key, granted);
        });
        ids.values().removeIf(Set::isEmpty);
        if (!ids.isEmpty()) {
            lost.addAll(deletes.claim(ids));
        }
        return lost;
    }

    /**
     * Whether one of these ids is the key of a record that is written under it now: that one claims nothing before, and
     * whoever else left a document there must see first what came of it.
     */
    private boolean isWritten(Set<String> ids, Map<RecordKey, Decision.Put> puts) {
        return ids.stream()
                .map(owners::document)
                .anyMatch(document -> Optional.ofNullable(puts.get(document))
                        .flatMap(Decision.Put::id)
                        .map(owners::document)
                        .filter(document::equals)
                        .isPresent());
    }

    /** Whose ids are all other records', so that they were only forgotten. */
    boolean isNothingToDelete(Decision.Remove remove) {
        return apply() && remove.id().isEmpty();
    }

    /** Whether an id was claimed for a record, which must remember it then, even when nothing came to be under it. */
    boolean isClaimed(String id, RecordKey key) {
        return apply() && owners.isClaimed(id, key);
    }

    /**
     * Lets go of the ids whose documents are gone, and notes which documents of former owners were overwritten. Of old ids
     * that stay for now, the records that wait for them are looked at: they may take them over.
     */
    void release(
            Map<RecordKey, WriteResult> answers,
            Map<RecordKey, Decision.Put> puts,
            Map<RecordKey, Decision.Remove> removes) {
        Map<RecordKey, Set<String>> deleted = new LinkedHashMap<>();
        answers.forEach((key, answer) -> {
            if (answer instanceof WriteResult.Confirmed) {
                Set<String> ids = removes.containsKey(key)
                        ? removes.get(key).ids()
                        : puts.get(key).replaces();
                if (!ids.isEmpty()) {
                    deleted.put(key, ids);
                }
                kept.getOrDefault(key, Set.of()).forEach(id -> deletes.tellContenders(owners.document(id), key));
                Optional.ofNullable(puts.get(key)).flatMap(Decision.Put::id).ifPresent(id -> overwritten(id, key));
            }
        });
        notices.send();
        owners.store();
        deletes.release(deleted);
    }

    /** What a former owner left under an id is overwritten now. If another process stores first, the next write notes it. */
    private void overwritten(String id, RecordKey key) {
        Optional<IdOwner> owner = owners.owner(id);
        if (owners.isClaimed(id, key) && owner.flatMap(IdOwner::leftBy).isPresent()) {
            owners.stageOwner(id, owner.map(IdOwner::written));
        }
    }

    /**
     * Lets go of ids under which a record that is about to be parked has written nothing of its own: somebody else's document
     * would stay there as long as it is parked.
     *
     * @return false when it lost a race for one of them
     */
    boolean giveBack(RecordKey key) {
        Optional<Set<String>> ids = new IdTakeovers(owners, with.maker(), with.clock(), notices).giveBack(key);
        ids.ifPresent(given -> givenBack.put(key, given));
        return ids.isPresent();
    }

    /** What a record owns once it is parked. */
    SyncState parked(SyncState state) {
        Set<String> others = new LinkedHashSet<>(state.otherIds());
        others.removeAll(givenBack.getOrDefault(state.key(), Set.of()));
        return state.withOtherIds(others);
    }

    /** What a record owns once its document is there. */
    SyncState written(SyncState state) {
        boolean ownsItsKey = state.targetId().map(owners::document).equals(Optional.of(state.key()));
        return state.withOtherIds(kept.getOrDefault(state.key(), Set.of())).withIdOwner(owner(state, ownsItsKey));
    }

    /** What a record owns once none of its documents is there. */
    SyncState deleted(SyncState state) {
        return state.withOtherIds(Set.of()).withIdOwner(owner(state, false));
    }

    /** Who owns the id that equals the key of a record, once that record was written or deleted. */
    private static Optional<IdOwner> owner(SyncState state, boolean keeps) {
        return state.isIdTaken()
                ? state.idOwner()
                : state.idOwner()
                        .map(IdOwner::written)
                        .filter(owner -> keeps && !owner.contenders().isEmpty());
    }
}
