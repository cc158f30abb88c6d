package dev.fides.config;

import static java.util.Objects.requireNonNull;

import dev.fides.config.service.AbsentMembers;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.Connection;
import dev.fides.config.service.TargetIds;
import dev.fides.config.service.TargetListing;
import dev.fides.config.service.WriteMethod;
import dev.fides.config.service.WriteOperation;
import dev.fides.config.service.Writes;
import java.util.Optional;
import java.util.Set;

/**
 * The service that is kept in step.
 *
 * @param list lets clean-up see what the target holds; without it clean-up works from the sync state
 * @param success statuses that confirm a write
 * @param permanent statuses that are not tried again; every other one is transient
 */
public record TargetDefinition(
        Connection connection,
        TargetIds ids,
        Writes writes,
        WriteOperation delete,
        Optional<BulkOperation> bulk,
        Optional<TargetListing> list,
        Set<Integer> success,
        Set<Integer> permanent) {
    public TargetDefinition {
        requireNonNull(connection, "connection");
        requireNonNull(ids, "ids");
        requireNonNull(writes, "writes");
        requireNonNull(delete, "delete");
        requireNonNull(bulk, "bulk");
        requireNonNull(list, "list");
        success = Set.copyOf(success);
        permanent = Set.copyOf(permanent);
        if (ids instanceof TargetIds.AssignedByTarget && writes instanceof Writes.Upsert) {
            throw new IllegalArgumentException("a target that assigns ids is written with create and update");
        }
    }

    /**
     * Whether members that a document lost are sent as null. Without a word of the definition: where the document itself is
     * the body of a PATCH, which leaves alone what it does not name; a template knows better how a body has to look.
     */
    public boolean clearsAbsentMembers() {
        WriteOperation changing =
                writes instanceof Writes.Upsert upsert ? upsert.upsert() : ((Writes.CreateAndUpdate) writes).update();
        boolean documentIsPatch = changing.method() == WriteMethod.PATCH
                && changing.templates().request().isEmpty()
                && bulk.isEmpty();
        return changing.absent().map(absent -> absent == AbsentMembers.NULL).orElse(documentIsPatch);
    }
}
