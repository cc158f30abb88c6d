package dev.fides.sync.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.Faults;
import dev.fides.host.HostReading;
import dev.fides.json.Excerpt;
import dev.fides.mapping.MappingResult;
import dev.fides.model.DocumentHashes;
import dev.fides.model.FidesException;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.run.Nomination;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import dev.fides.sync.Parking;
import dev.fides.sync.Sync;
import java.time.Instant;
import java.util.Optional;

/**
 * What the target should hold for a record, by what the host says of it. Whoever has to know asks {@link #of}, so that an
 * import, an event, a clean-up, a verification and an explanation never answer it differently.
 */
public sealed interface Wanted {

    /** What of the records somebody asks for. */
    enum Asked {
        /** What changed, and what failed and is due. */
        CHANGES,
        /** What changed, and what failed, due or not; but what took too long to map is left as it is. */
        LOOK,
        /** What changed, and what failed, due or not: somebody asked for it. */
        RETRY,
        /** Everything, whatever is remembered, but what took too long to map: the target may hold something else. */
        REWRITE,
        /** Everything, whatever is remembered: somebody asked for this very record. */
        REQUEST;

        /** Whether what is remembered as confirmed counts for nothing. */
        boolean rewrites() {
            return this == REWRITE || this == REQUEST;
        }

        /** Whether what took too long to map is mapped again. */
        boolean insists() {
            return this == RETRY || this == REQUEST;
        }
    }

    /**
     * What the target confirmed.
     *
     * @param hashes of the record as it is now; its source may differ from the confirmed one where the document does not
     */
    record Confirmed(DocumentHashes hashes) implements Wanted {}

    /**
     * This document, which the target is not known to hold.
     *
     * @param id the id that the target knows it by; empty when the target gives the ids
     */
    record Document(Optional<String> id, JsonNode document, DocumentHashes hashes) implements Wanted {}

    /** No document. */
    record Nothing(Nomination.Reason why) implements Wanted {}

    /** Nothing new: this very content failed before, and is not due. */
    record Waiting() implements Wanted {}

    /**
     * A document that cannot be made of this record.
     *
     * @param sourceHash of the record; empty when it has none, because it is no JSON
     * @param message the field, what was expected and what was found
     */
    record Unmappable(Optional<Hash> sourceHash, FailureReason reason, String message) implements Wanted {}

    /** Nobody knows, because the host gave no clear answer. */
    record Unreadable(FidesException error) implements Wanted {}

    /**
     * Decides what the target should hold. Asks nobody and stores nothing; the record is mapped only where its source hash
     * does not answer already.
     *
     * @param state what is remembered of the record
     * @param now when a failed record may be due
     */
    static Wanted of(Sync sync, HostReading reading, Optional<SyncState> state, Asked asked, Instant now) {
        if (reading instanceof HostReading.Absent) {
            return new Nothing(Nomination.Reason.ABSENT);
        }
        if (reading instanceof HostReading.Failed failed) {
            return new Unreadable(failed.error());
        }
        HostRecord record = ((HostReading.Present) reading).record();
        Hash source;
        try {
            source = sync.sourceHash(record);
        } catch (Throwable e) {
            Faults.passOn(e);
            return new Unmappable(
                    Optional.empty(),
                    FailureReason.MAPPING,
                    "the record cannot be hashed: " + Excerpt.of(e.toString()));
        }
        boolean refused = state.filter(known -> Parking.isAbout(known, source)).isPresent();
        if (refused
                && asked == Asked.CHANGES
                && !state.get().failure().orElseThrow().isDue(now)) {
            return new Waiting();
        }
        if (refused && !asked.insists() && state.get().failure().get().reason() == FailureReason.MAPPING_TIMEOUT) {
            Failure before = state.get().failure().get();
            return new Unmappable(Optional.of(source), before.reason(), before.message());
        }
        // Where this very content failed, what was confirmed before says nothing about it.
        Optional<DocumentHashes> confirmed = refused || asked.rewrites()
                ? Optional.empty()
                : state.flatMap(SyncState::published).map(Standing.Published::hashes);
        if (confirmed.filter(hashes -> hashes.source().equals(source)).isPresent()) {
            return new Confirmed(confirmed.get());
        }
        return mapped(sync, record, source, confirmed);
    }

    private static Wanted mapped(Sync sync, HostRecord record, Hash source, Optional<DocumentHashes> confirmed) {
        MappingResult result = sync.mapping().map(record);
        if (result instanceof MappingResult.NotForTarget) {
            return new Nothing(Nomination.Reason.NOT_FOR_TARGET);
        }
        if (result instanceof MappingResult.Invalid invalid) {
            return new Unmappable(Optional.of(source), Parking.reason(invalid.reason()), invalid.message());
        }
        MappingResult.Mapped mapped = (MappingResult.Mapped) result;
        DocumentHashes hashes = new DocumentHashes(
                source,
                mapped.contentHash(),
                sync.mapping().fingerprint(),
                sync.members(mapped.document()),
                Optional.empty());
        return confirmed
                        .filter(known -> known.content().equals(hashes.content()))
                        .isPresent()
                ? new Confirmed(hashes)
                : new Document(mapped.id(), mapped.document(), hashes);
    }
}
