package dev.fides.sync.work;

import dev.fides.config.IdComparison;
import dev.fides.config.TargetIds;
import dev.fides.model.RecordKey;
import dev.fides.state.IdOwner;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Sync;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds records that may have left a document behind under an old id. */
final class LeftDocuments {

    private final SyncStateStore states;
    private final Sync sync;

    LeftDocuments(SyncStateStore states, Sync sync) {
        this.states = states;
        this.sync = sync;
    }

    /** The keys of those that have an old id which is no other record's by now, nor perhaps the same as the new one. */
    Set<RecordKey> among(List<StoredState> page) {
        TargetIds ids = sync.definition().target().ids();
        Set<RecordKey> documents = new LinkedHashSet<>();
        page.forEach(stored -> stored.state().otherIds().forEach(id -> documents.add(ids.ownerKey(id))));
        if (documents.isEmpty()) {
            return Set.of();
        }
        Map<RecordKey, StoredState> owners = states.read(sync.name(), documents);
        Set<RecordKey> left = new LinkedHashSet<>();
        page.forEach(stored -> {
            SyncState state = stored.state();
            boolean any = state.otherIds().stream()
                    .filter(id -> state.targetId()
                            .filter(now -> IdComparison.mayBeSame(id, now))
                            .isEmpty())
                    .anyMatch(id -> Optional.ofNullable(owners.get(ids.ownerKey(id)))
                            .flatMap(owner -> owner.state().idOwner())
                            .map(IdOwner::key)
                            .filter(owner -> !owner.equals(state.key()))
                            .isEmpty());
            if (any) {
                left.add(state.key());
            }
        });
        return left;
    }
}
