package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.state.IdOwner;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.StateMaker;
import java.time.Clock;
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
 * Passes ids from owners that no longer want them to records that do. Whoever dies in between leaves the former owner
 * noted with the id, so that the next one can go on.
 */
final class IdTakeovers {

    /**
     * An id that passes on.
     *
     * @param to its next owner
     * @param gone the owner until now, if the host said that it wants nothing any more
     */
    record Takeover(RecordKey to, String id, Optional<Gone> gone) {

        /** One that somebody began, who died: nobody remembers what the former owner wanted. */
        static Takeover begun(RecordKey to, String id) {
            return new Takeover(to, id, Optional.empty());
        }

        /** When the host was asked for a former owner that wants nothing; of owners before that one it said nothing. */
        private Optional<Instant> goneAt(RecordKey former) {
            return gone.filter(owner -> owner.key().equals(former)).map(Gone::askedAt);
        }
    }

    /**
     * A record that wants no document any more.
     *
     * @param askedAt taken just before the host was asked
     */
    record Gone(RecordKey key, Instant askedAt) {}

    private final IdOwners owners;
    private final StateMaker maker;
    private final Clock clock;
    private final Notices notices;
    private final Set<RecordKey> lost = new HashSet<>();

    IdTakeovers(IdOwners owners, StateMaker maker, Clock clock, Notices notices) {
        this.owners = owners;
        this.maker = maker;
        this.clock = clock;
        this.notices = notices;
    }

    /**
     * Takes ids over, each from another owner and for another record.
     *
     * @return the records that lost a race for theirs
     */
    Set<RecordKey> take(List<Takeover> takeovers) {
        // Should this process die, the next owner must find the document that it wrote.
        each(takeovers, takeover -> {
            if (!owners.document(takeover.id()).equals(takeover.to())) {
                owners.stage(takeover.to(), state -> maker.findable(state, takeover.id()));
            }
            return List.of(takeover.to());
        });
        takeovers.stream().filter(takeover -> !lost.contains(takeover.to())).forEach(this::noticeOwner);
        notices.send();
        each(takeovers, this::pass);
        finish(takeovers);
        return lost;
    }

    /** Goes on with what somebody began. */
    Set<RecordKey> finish(List<Takeover> takeovers) {
        List<RecordKey> former = takeovers.stream()
                .flatMap(takeover -> owners.owner(takeover.id()).stream())
                .flatMap(owner -> owner.takenFrom().stream())
                .toList();
        owners.read(former);
        takeovers.forEach(this::tell);
        notices.send();
        each(takeovers, this::bereave);
        each(takeovers, takeover -> {
            Optional<IdOwner> owner = owners.owner(takeover.id());
            if (owner.isPresent() && !owner.get().takenFrom().isEmpty()) {
                owners.stageOwner(takeover.id(), owner.map(IdOwner::keeping));
            }
            return List.of(owners.document(takeover.id()));
        });
        return lost;
    }

    /**
     * Gives ids back to those whose documents are still there, and has them look after these. They own the ids before they
     * look; until then the record remembers the ids.
     *
     * @return the ids that are not the record's any more; empty when it lost a race for one of them
     */
    Optional<Set<String>> giveBack(RecordKey key) {
        Set<String> ids = owners.state(key).map(SyncState::otherIds).orElse(Set.of());
        owners.read(ids.stream().map(owners::document).toList());
        Set<String> given = new LinkedHashSet<>();
        for (String id : ids) {
            Optional<IdOwner> owner = owners.owner(id);
            Optional<IdOwner> former =
                    owner.filter(mine -> mine.key().equals(key)).flatMap(IdOwner::givenBack);
            if (former.isPresent()) {
                owners.stageOwner(id, former);
            }
            former.or(() -> owner.filter(other -> !other.key().equals(key))).ifPresent(next -> {
                given.add(id);
                notices.add(lookAfter(next.key(), id));
            });
        }
        if (!owners.store().isEmpty()) {
            return Optional.empty();
        }
        notices.send();
        return Optional.of(given);
    }

    /** Has an owner write again, or delete, what lies under an id by now. */
    static Change lookAfter(RecordKey owner, String id) {
        return new Change.Refresh(owner, RefreshReason.DOUBT).doubted().leaving(Optional.of(id));
    }

    private interface Phase {
        /** Stages the changes of a phase, and returns the keys of the states on which it depends. */
        List<RecordKey> stage(Takeover takeover);
    }

    private void each(List<Takeover> takeovers, Phase phase) {
        Map<RecordKey, List<RecordKey>> needed = new LinkedHashMap<>();
        takeovers.stream()
                .filter(takeover -> !lost.contains(takeover.to()))
                .forEach(takeover -> needed.computeIfAbsent(takeover.to(), key -> new ArrayList<>())
                        .addAll(phase.stage(takeover)));
        Set<RecordKey> conflicts = owners.store();
        needed.forEach((key, states) -> {
            if (states.stream().anyMatch(conflicts::contains)) {
                lost.add(key);
            }
        });
    }

    private List<RecordKey> pass(Takeover takeover) {
        RecordKey document = owners.document(takeover.id());
        IdOwner before = owners.owner(takeover.id()).orElseThrow();
        boolean own = before.key().equals(document);
        owners.stage(document, state -> {
            SyncState record = own ? bereft(state, takeover) : state;
            SyncState findable = document.equals(takeover.to()) ? maker.findable(record, takeover.id()) : record;
            return findable.withIdOwner(Optional.of(before.passedTo(takeover.to(), !own)));
        });
        return List.of(document);
    }

    /** An owner whose key is the id loses it with one write, which leaves nobody who would go on: so it is looked at before that. */
    private void noticeOwner(Takeover takeover) {
        RecordKey document = owners.document(takeover.id());
        owners.owner(takeover.id())
                .map(IdOwner::key)
                .filter(document::equals)
                .ifPresent(owner -> lookAt(owner, takeover));
    }

    private List<RecordKey> bereave(Takeover takeover) {
        List<RecordKey> former = new ArrayList<>();
        owners.owner(takeover.id())
                .ifPresent(owner -> owner.takenFrom().forEach(key -> {
                    owners.stage(key, state -> bereft(state, takeover));
                    former.add(key);
                }));
        return former;
    }

    private void tell(Takeover takeover) {
        owners.owner(takeover.id()).ifPresent(owner -> owner.takenFrom().forEach(key -> lookAt(key, takeover)));
    }

    /** The former owner may have been looked at already by whoever takes care of it, before it wanted another id. */
    private void lookAt(RecordKey former, Takeover takeover) {
        if (takeover.goneAt(former).isEmpty()) {
            notices.add(new Change.Refresh(former, RefreshReason.DOUBT));
        }
    }

    /** What the former owner is known to have: nothing, where it wants nothing and no document of its own may be left. */
    private SyncState bereft(SyncState state, Takeover takeover) {
        // The former owner may spell the id otherwise, where the target does not tell the spellings apart.
        String id = state.targetId()
                .filter(held -> owners.isSame(held, takeover.id()))
                .orElse(takeover.id());
        SyncState bereft = maker.bereft(state, id);
        Optional<Instant> goneAt = takeover.goneAt(state.key());
        boolean nothingLeft = bereft.targetId().isEmpty()
                && bereft.otherIds().stream().allMatch(other -> owners.isSame(other, takeover.id()));
        if (goneAt.isEmpty() || !nothingLeft) {
            return bereft;
        }
        Instant observedAt = Instants.later(goneAt.get(), state.observedAt().plusMillis(1));
        return maker.deleted(state.key(), Optional.of(bereft), Optional.empty(), observedAt, Instants.now(clock));
    }
}
