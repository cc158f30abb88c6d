package dev.fides.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a queue message asks the publisher to do with one record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.Upsert.class, name = "upsert"),
    @JsonSubTypes.Type(value = Change.Refresh.class, name = "refresh")
})
public sealed interface Change {

    RecordKey key();

    /**
     * The same change after somebody may have begun it, nobody knows how far: a refresh must not rely on what is
     * remembered. An upsert that is sent again is in doubt anyway, and knows the target's id.
     */
    default Change begun() {
        return this;
    }

    /**
     * "Write this document", with all that is needed to judge whether it is still the newest.
     *
     * @param document the mapped target document
     * @param sourceHash of the host record with the mapping's fingerprint
     * @param contentHash of the document
     * @param fingerprint of the mapping that made the document
     * @param observedAt taken just before the host was asked
     * @param forced write also when the hashes say that nothing changed (full reimport)
     */
    record Upsert(
            RecordKey key,
            JsonNode document,
            Hash sourceHash,
            Hash contentHash,
            String fingerprint,
            Instant observedAt,
            boolean forced)
            implements Change {
        public Upsert {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(document, "document");
            Objects.requireNonNull(sourceHash, "sourceHash");
            Objects.requireNonNull(contentHash, "contentHash");
            Objects.requireNonNull(fingerprint, "fingerprint");
            Objects.requireNonNull(observedAt, "observedAt");
        }
    }

    /**
     * "Look at the host and do what it says."
     *
     * @param reason why somebody has to look
     * @param forced write whatever the hashes say, since the target's content is in doubt
     * @param targetId of a document that an earlier change may have left at the target: it must stay findable should the
     *     record be gone by the time somebody looks. Empty when there is none, or when only what is remembered tells
     */
    record Refresh(RecordKey key, RefreshReason reason, boolean forced, Optional<String> targetId) implements Change {
        public Refresh {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(targetId, "targetId");
        }

        /** A refresh of which no change before is known. */
        public Refresh(RecordKey key, RefreshReason reason, boolean forced) {
            this(key, reason, forced, Optional.empty());
        }

        @Override
        public Refresh begun() {
            return new Refresh(key, reason, true, targetId);
        }
    }
}
