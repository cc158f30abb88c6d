package dev.fides.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.SyncDefinition;
import dev.fides.host.HostStore;
import dev.fides.json.CanonicalForm;
import dev.fides.json.Hashing;
import dev.fides.mapping.Mapping;
import dev.fides.model.Change;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.model.Lanes;
import dev.fides.model.Members;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.target.TargetStore;
import java.util.Objects;
import java.util.Optional;

/** One configured flow with what it needs at run time. */
public record Sync(SyncDefinition definition, HostStore host, TargetStore target, Mapping mapping) {
    public Sync {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(mapping, "mapping");
    }

    public String name() {
        return definition.name();
    }

    /** The lane in which changes of this record travel. */
    public int laneOf(RecordKey key) {
        return Lanes.of(key, definition.partitions());
    }

    /** How many lanes there are. */
    public int lanes() {
        return definition.partitions();
    }

    /**
     * The id of the document that a change brings, or that one before it may have left; empty when it does not know
     * one.
     */
    public Optional<String> targetId(Change change) {
        return change instanceof Change.Refresh refresh
                ? refresh.targetId()
                : mapping.targetId(((Change.Upsert) change).document());
    }

    /** What a change becomes when it is not known what the target holds: somebody has to look, and to write again. */
    public Change.Refresh inDoubt(Change change) {
        return change instanceof Change.Refresh refresh
                ? refresh.doubted()
                : new Change.Refresh(change.key(), RefreshReason.DOUBT)
                        .doubted()
                        .leaving(targetId(change));
    }

    /** The members of a document, where the target would keep those that a later one lacks. */
    public Optional<Members> members(JsonNode document) {
        return definition.target().clearsAbsentMembers() ? Optional.of(Members.of(document)) : Optional.empty();
    }

    /** The hash by which a change of this record, or of the mapping, is found. */
    public Hash sourceHash(HostRecord record) {
        CanonicalForm form =
                new CanonicalForm(definition.host().ignore(), definition.host().sets());
        return Hashing.sourceHash(record.body(), form, mapping.fingerprint());
    }
}
