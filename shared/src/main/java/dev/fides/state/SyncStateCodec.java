package dev.fides.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.Members;
import dev.fides.model.ModelJson;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sync states as flat JSON documents, so that each member can be queried and indexed by its own name. */
public final class SyncStateCodec {

    /** The conditions of a standing, as stored in {@code status}. */
    enum Status {
        PUBLISHED,
        DELETED,
        CREATING,
        UNPUBLISHED
    }

    private record Document(
            String sync,
            RecordKey key,
            Status status,
            Optional<Hash> sourceHash,
            Optional<Hash> contentHash,
            Optional<String> fingerprint,
            Optional<List<String>> members,
            Optional<Hash> listedHash,
            Optional<String> targetId,
            Instant observedAt,
            Optional<Instant> publishedAt,
            Optional<Instant> deletedAt,
            Optional<Instant> claimedUntil,
            Optional<String> runId,
            String writeId,
            Optional<Failure> failure,
            Optional<StoredOwner> idOwner,
            Optional<Set<String>> otherIds) {}

    /** An owner; members that say nothing are left out. */
    private record StoredOwner(
            RecordKey key,
            Optional<Instant> deletingUntil,
            Optional<Set<RecordKey>> takenFrom,
            Optional<RecordKey> leftBy,
            Optional<Set<RecordKey>> contenders) {

        static StoredOwner of(IdOwner owner) {
            return new StoredOwner(
                    owner.key(),
                    owner.deletingUntil(),
                    some(owner.takenFrom()),
                    owner.leftBy(),
                    some(owner.contenders()));
        }

        IdOwner owner() {
            return new IdOwner(key, deletingUntil, takenFrom.orElse(Set.of()), leftBy, contenders.orElse(Set.of()));
        }
    }

    private final JsonMapper mapper = ModelJson.mapper();

    public ObjectNode encode(SyncState state) {
        Standing standing = state.standing();
        Optional<Standing.Published> published = state.published();
        Optional<DocumentHashes> hashes = published.map(Standing.Published::hashes);
        return mapper.valueToTree(new Document(
                state.sync(),
                state.key(),
                status(standing),
                hashes.map(DocumentHashes::source),
                hashes.map(DocumentHashes::content),
                hashes.map(DocumentHashes::fingerprint),
                hashes.flatMap(DocumentHashes::members).map(Members::pointers),
                hashes.flatMap(DocumentHashes::listed),
                state.targetId(),
                state.observedAt(),
                published.map(Standing.Published::publishedAt),
                state.deletedAt(),
                standing instanceof Standing.Creating c ? Optional.of(c.until()) : Optional.empty(),
                state.runId(),
                state.writeId(),
                state.failure(),
                state.idOwner().map(StoredOwner::of),
                some(state.otherIds())));
    }

    /**
     * Reads a document; members that a store added are skipped.
     *
     * @throws PermanentException when the document is none of these
     */
    public SyncState decode(JsonNode json) {
        try {
            Document d = mapper.treeToValue(json, Document.class);
            return new SyncState(
                    d.sync,
                    d.key,
                    standing(d),
                    d.targetId,
                    d.observedAt,
                    d.runId,
                    d.writeId,
                    d.failure,
                    d.idOwner.map(StoredOwner::owner),
                    d.otherIds.orElse(Set.of()));
        } catch (JsonProcessingException e) {
            throw new PermanentException(
                    "not a readable sync state: " + e.getOriginalMessage() + ": sync "
                            + json.path("sync").asText() + ", key "
                            + json.path("key").asText(),
                    e);
        }
    }

    private static <T> Optional<Set<T>> some(Set<T> set) {
        return set.isEmpty() ? Optional.empty() : Optional.of(set);
    }

    private static Status status(Standing standing) {
        if (standing instanceof Standing.Published) {
            return Status.PUBLISHED;
        } else if (standing instanceof Standing.Deleted) {
            return Status.DELETED;
        } else if (standing instanceof Standing.Creating) {
            return Status.CREATING;
        } else if (standing instanceof Standing.Unpublished) {
            return Status.UNPUBLISHED;
        }
        throw new IllegalStateException("nobody stores this standing: " + standing);
    }

    private static Standing standing(Document d) {
        return switch (d.status) {
            case PUBLISHED ->
                new Standing.Published(
                        new DocumentHashes(
                                need(d.sourceHash, "sourceHash", d),
                                need(d.contentHash, "contentHash", d),
                                need(d.fingerprint, "fingerprint", d),
                                d.members.map(Members::new),
                                d.listedHash),
                        need(d.publishedAt, "publishedAt", d));
            case DELETED -> new Standing.Deleted(need(d.deletedAt, "deletedAt", d));
            case CREATING -> new Standing.Creating(need(d.claimedUntil, "claimedUntil", d), d.deletedAt);
            case UNPUBLISHED -> new Standing.Unpublished();
        };
    }

    private static <T> T need(Optional<T> member, String name, Document d) {
        return member.orElseThrow(() -> new PermanentException(
                "not a readable sync state: " + d.status + " without " + name + ": sync " + d.sync + ", key " + d.key));
    }
}
