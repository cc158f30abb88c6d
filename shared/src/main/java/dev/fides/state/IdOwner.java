package dev.fides.state;

import dev.fides.model.RecordKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which record owns a target id, stored with the record whose key is that id: only its owner writes and deletes under it.
 *
 * @param key of the owner
 * @param deletingUntil until when nobody else may take the id over, since the owner is deleting the document
 * @param takenFrom former owners whose states may still vouch for the document; they are set right before it is written
 * @param leftBy the former owner whose document lies there as long as this owner has not written its own; should this one be
 *     parked first, the id goes back
 * @param contenders records that wanted the id too and are parked; they are looked at when the owner lets go. At most
 *     {@value #MAX_CONTENDERS}: the others wait until they are due
 */
public record IdOwner(
        RecordKey key,
        Optional<Instant> deletingUntil,
        Set<RecordKey> takenFrom,
        Optional<RecordKey> leftBy,
        Set<RecordKey> contenders) {

    /** Keeps the state small where very many records want the same id. */
    public static final int MAX_CONTENDERS = 20;

    public IdOwner {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(deletingUntil, "deletingUntil");
        Objects.requireNonNull(leftBy, "leftBy");
        takenFrom = Collections.unmodifiableSet(new TreeSet<>(takenFrom));
        contenders = Collections.unmodifiableSet(new TreeSet<>(contenders));
        if (contenders.size() > MAX_CONTENDERS) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_CONTENDERS + " contenders, found " + contenders.size());
        }
    }

    /** An owner with whom nobody contends. */
    public static IdOwner of(RecordKey key) {
        return new IdOwner(key, Optional.empty(), Set.of(), Optional.empty(), Set.of());
    }

    /** The same owner, who is deleting the document. */
    public IdOwner deletingUntil(Instant until) {
        return new IdOwner(key, Optional.of(until), takenFrom, leftBy, contenders);
    }

    /** The same owner, who keeps the document, and whom no former owner's state contradicts. */
    public IdOwner keeping() {
        return new IdOwner(key, Optional.empty(), Set.of(), leftBy, contenders);
    }

    /** The same owner, whose own document is there now. */
    public IdOwner written() {
        return new IdOwner(key, Optional.empty(), Set.of(), Optional.empty(), contenders);
    }

    /** The former owner again, whose document is still there. */
    public Optional<IdOwner> givenBack() {
        return leftBy.map(former -> new IdOwner(former, Optional.empty(), Set.of(), Optional.empty(), contenders));
    }

    /** The same owner with one more contender, if there is room. */
    public IdOwner contendedBy(RecordKey contender) {
        if (contenders.size() >= MAX_CONTENDERS) {
            return this;
        }
        Set<RecordKey> more = new LinkedHashSet<>(contenders);
        more.add(contender);
        return new IdOwner(key, deletingUntil, takenFrom, leftBy, more);
    }

    /**
     * The id in other hands.
     *
     * @param vouching whether the state of this owner may still vouch for the document
     */
    public IdOwner passedTo(RecordKey next, boolean vouching) {
        Set<RecordKey> former = new LinkedHashSet<>(takenFrom);
        if (vouching) {
            former.add(key);
        }
        former.remove(next);
        Set<RecordKey> others = new LinkedHashSet<>(contenders);
        others.remove(next);
        return new IdOwner(
                next,
                Optional.empty(),
                former,
                Optional.of(leftBy.orElse(key)).filter(left -> !left.equals(next)),
                others);
    }
}
