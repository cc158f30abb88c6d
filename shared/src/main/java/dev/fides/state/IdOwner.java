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
 * @param contenders records that wanted the id too and are parked; they are looked at when the owner lets go. At most
 *     {@value #MAX_CONTENDERS}: the others wait until they are due
 */
public record IdOwner(
        RecordKey key, Optional<Instant> deletingUntil, Set<RecordKey> takenFrom, Set<RecordKey> contenders) {

    /** Keeps the state small where very many records want the same id. */
    public static final int MAX_CONTENDERS = 20;

    public IdOwner {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(deletingUntil, "deletingUntil");
        takenFrom = Collections.unmodifiableSet(new TreeSet<>(takenFrom));
        contenders = Collections.unmodifiableSet(new TreeSet<>(contenders));
        if (contenders.size() > MAX_CONTENDERS) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_CONTENDERS + " contenders, found " + contenders.size());
        }
    }

    /** An owner with whom nobody contends. */
    public static IdOwner of(RecordKey key) {
        return new IdOwner(key, Optional.empty(), Set.of(), Set.of());
    }

    /** The same owner, who is deleting the document. */
    public IdOwner deletingUntil(Instant until) {
        return new IdOwner(key, Optional.of(until), takenFrom, contenders);
    }

    /** The same owner, who keeps the document, and whom no former owner's state contradicts. */
    public IdOwner keeping() {
        return new IdOwner(key, Optional.empty(), Set.of(), contenders);
    }

    /** The same owner with one more contender, if there is room. */
    public IdOwner contendedBy(RecordKey contender) {
        if (contenders.size() >= MAX_CONTENDERS) {
            return this;
        }
        Set<RecordKey> more = new LinkedHashSet<>(contenders);
        more.add(contender);
        return new IdOwner(key, deletingUntil, takenFrom, more);
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
        return new IdOwner(next, Optional.empty(), former, others);
    }
}
