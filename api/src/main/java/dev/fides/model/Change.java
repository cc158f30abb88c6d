package dev.fides.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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

    /** Whether the target holds what it confirmed, as far as this change knows. */
    Trust trust();

    /** The same change after somebody may have begun it, nobody knows how far. */
    Change doubted();

    /**
     * "Write this document", with all that is needed to judge whether it is still the newest.
     *
     * @param document the mapped target document
     * @param hashes of the record and the document
     * @param observedAt taken just before the host was asked
     * @param rewrite write also when the hashes say that nothing changed (full reimport)
     * @param trust whether an earlier delivery may have written this document
     */
    record Upsert(
            RecordKey key,
            JsonNode document,
            @JsonIgnore DocumentHashes hashes,
            Instant observedAt,
            @JsonProperty("forced") boolean rewrite,
            Trust trust)
            implements Change {
        public Upsert {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(document, "document");
            Objects.requireNonNull(hashes, "hashes");
            Objects.requireNonNull(observedAt, "observedAt");
            Objects.requireNonNull(trust, "trust");
        }

        /** A document that nobody has begun to write. */
        public Upsert(RecordKey key, JsonNode document, DocumentHashes hashes, Instant observedAt, boolean rewrite) {
            this(key, document, hashes, observedAt, rewrite, Trust.CONFIRMED);
        }

        /** As messages have it; those of versions before did not say whether the document was begun. */
        @JsonCreator
        static Upsert read(
                @JsonProperty("key") RecordKey key,
                @JsonProperty("document") JsonNode document,
                @JsonProperty("sourceHash") Hash sourceHash,
                @JsonProperty("contentHash") Hash contentHash,
                @JsonProperty("fingerprint") String fingerprint,
                @JsonProperty("listedHash") Hash listedHash,
                @JsonProperty("observedAt") Instant observedAt,
                @JsonProperty("forced") boolean forced,
                @JsonProperty("trust") Trust trust,
                @JsonProperty("merged") Boolean merged) {
            Optional<Members> members =
                    Boolean.TRUE.equals(merged) ? Optional.of(Members.of(document)) : Optional.empty();
            DocumentHashes hashes =
                    new DocumentHashes(sourceHash, contentHash, fingerprint, members, Optional.ofNullable(listedHash));
            return new Upsert(key, document, hashes, observedAt, forced, trust == null ? Trust.DOUBTED : trust);
        }

        @JsonProperty("sourceHash")
        Hash sourceHash() {
            return hashes.source();
        }

        @JsonProperty("listedHash")
        Optional<Hash> listedHash() {
            return hashes.listed();
        }

        @JsonProperty("contentHash")
        Hash contentHash() {
            return hashes.content();
        }

        @JsonProperty("fingerprint")
        String fingerprint() {
            return hashes.fingerprint();
        }

        /** Whether the members of the document are to be noted; the document itself tells them. */
        @JsonProperty("merged")
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean merged() {
            return hashes.members().isPresent();
        }

        @Override
        public Upsert doubted() {
            return new Upsert(key, document, hashes, observedAt, rewrite, Trust.DOUBTED);
        }
    }

    /**
     * "Look at the host and do what it says."
     *
     * @param reason why somebody has to look
     * @param rewrite write whatever the hashes say: because somebody asked for it, and always where nothing is trusted
     * @param trust whether what is remembered counts
     * @param targetId of a document that an earlier change may have left at the target: it must stay findable should
     *     the record be gone by the time somebody looks. Empty when there is none, or when only the stored state
     *     knows it
     */
    record Refresh(
            RecordKey key,
            RefreshReason reason,
            @JsonProperty("forced") boolean rewrite,
            Trust trust,
            Optional<String> targetId)
            implements Change {
        public Refresh {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(trust, "trust");
            Objects.requireNonNull(targetId, "targetId");
            rewrite = rewrite || trust == Trust.DOUBTED;
        }

        /** As messages have it; in those of versions before, whatever was forced may have been begun. */
        @JsonCreator
        static Refresh read(
                @JsonProperty("key") RecordKey key,
                @JsonProperty("reason") RefreshReason reason,
                @JsonProperty("forced") boolean forced,
                @JsonProperty("trust") Trust trust,
                @JsonProperty("targetId") Optional<String> targetId) {
            Trust assumed = forced ? Trust.DOUBTED : Trust.CONFIRMED;
            return new Refresh(key, reason, forced, trust == null ? assumed : trust, targetId);
        }

        /** A look of which no change before is known. */
        public Refresh(RecordKey key, RefreshReason reason) {
            this(key, reason, false, Trust.CONFIRMED, Optional.empty());
        }

        /** Whether a person asked for it, or a clean-up whose deletes were allowed. */
        public boolean wasAskedFor() {
            return reason == RefreshReason.NOMINATION || reason == RefreshReason.REQUEST;
        }

        /** The same look, which writes even what did not change. */
        public Refresh rewriting() {
            return new Refresh(key, reason, true, trust, targetId);
        }

        @Override
        public Refresh doubted() {
            return new Refresh(key, reason, rewrite, Trust.DOUBTED, targetId);
        }

        /** The same look after a change that may have left a document of this id. */
        public Refresh leaving(Optional<String> id) {
            return new Refresh(key, reason, rewrite, trust, id);
        }
    }
}
