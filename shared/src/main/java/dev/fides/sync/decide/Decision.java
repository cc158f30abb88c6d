package dev.fides.sync.decide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.Change;
import dev.fides.model.DocumentHashes;
import dev.fides.run.Outcome;
import dev.fides.state.Failure;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the publisher is to do about one change. */
public sealed interface Decision {

    /** Nothing is to be done. */
    record Settle(Outcome outcome) implements Decision {}

    /** The target needs nothing, but Fides has learnt something. */
    record Remember(SyncState state, Outcome outcome) implements Decision {}

    /** The record cannot be published; the others can. */
    record Park(Failure failure, Instant observedAt) implements Decision {}

    /** Something that the target is to do. */
    sealed interface Write extends Decision {

        /** When the host was seen to want it. */
        Instant observedAt();
    }

    /**
     * The target is to hold this document.
     *
     * @param id the target's id, where it is known before the write
     * @param exists whether the target is believed to hold a document under this id
     * @param replaces the ids of other documents of this record, which must go once this one is there
     */
    record Put(
            Optional<String> id,
            JsonNode document,
            DocumentHashes hashes,
            Instant observedAt,
            boolean exists,
            Set<String> replaces)
            implements Write {

        /**
         * A document under this id, given what is stored of the record.
         *
         * @param knownId the target's id, as far as the change knows
         */
        public static Put of(
                Optional<String> idInDocument,
                JsonNode document,
                DocumentHashes hashes,
                Instant observedAt,
                Optional<SyncState> state,
                Optional<String> knownId) {
            Optional<String> known = state.filter(s -> !(s.standing() instanceof Standing.Deleted))
                    .flatMap(SyncState::targetId);
            boolean moves = idInDocument.isPresent() && known.isPresent() && !known.equals(idInDocument);
            Optional<String> id = idInDocument.or(() -> known).or(() -> knownId);
            boolean published = state.flatMap(SyncState::published).isPresent();
            return new Put(id, document, hashes, observedAt, published && !moves, besides(id, state, known, knownId));
        }

        /** The same document, which replaces these. */
        public Put replacing(Set<String> ids) {
            return new Put(id, document, hashes, observedAt, exists, ids);
        }

        /** The same document, which the target turned out to hold under this id. */
        public Put existing(String foundId) {
            return new Put(Optional.of(foundId), document, hashes, observedAt, true, Set.of());
        }
    }

    /**
     * The target is to hold no document of this record.
     *
     * @param id the target's id; empty when the target must be asked for it first
     * @param others the ids of other documents of this record, which must go too
     */
    record Remove(Optional<String> id, Set<String> others, Instant observedAt) implements Write {

        /** Of the record that is remembered under some ids and that the change knows under another. */
        public static Remove of(Optional<SyncState> state, Optional<String> told, Instant observedAt) {
            Optional<String> remembered = state.flatMap(SyncState::targetId);
            Optional<String> id = remembered
                    .or(() -> told)
                    .or(() -> state.flatMap(known -> known.otherIds().stream().findFirst()));
            return new Remove(id, besides(id, state, remembered, told), observedAt);
        }

        /** All ids under which a document must go. */
        public Set<String> ids() {
            return Stream.concat(id.stream(), others.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** The target is to hold no document of this record, but what says so is not to be relied on: nothing is deleted. */
    record Hold(Remove remove) implements Decision {}

    /** What is known besides the id that counts: an id may move while it is in doubt what was left under the old one. */
    private static Set<String> besides(
            Optional<String> id, Optional<SyncState> state, Optional<String> known, Optional<String> told) {
        Stream<String> others = state.stream().flatMap(stored -> stored.otherIds().stream());
        return Stream.concat(Stream.concat(known.stream(), told.stream()), others)
                .filter(other -> !id.equals(Optional.of(other)))
                .collect(Collectors.toSet());
    }

    /**
     * The host must be asked.
     *
     * @param rewrite write whatever the hashes say
     */
    record AskHost(boolean rewrite) implements Decision {}

    /** It can be done only later. */
    record Postpone(Change change, Optional<Duration> after, String why) implements Decision {}
}
