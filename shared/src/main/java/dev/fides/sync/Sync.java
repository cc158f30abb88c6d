package dev.fides.sync;

import dev.fides.config.SyncDefinition;
import dev.fides.host.HostStore;
import dev.fides.json.Hashing;
import dev.fides.mapping.Mapping;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.model.Lanes;
import dev.fides.model.RecordKey;
import dev.fides.target.TargetStore;
import java.util.Objects;

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
    int laneOf(RecordKey key) {
        return Lanes.of(key, definition.partitions());
    }

    /** The hash by which a change of this record, or of the mapping, is found. */
    Hash sourceHash(HostRecord record) {
        return Hashing.sourceHash(record.body(), definition.host().ignore(), mapping.fingerprint());
    }
}
