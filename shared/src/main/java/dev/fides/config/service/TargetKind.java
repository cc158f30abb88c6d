package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What kind of service a target is. */
public sealed interface TargetKind {

    /** What each kind comes to: whoever adds a kind is led to every place that has to know it. */
    <T> T match(Function<Rest, T> rest, Function<OwnClass, T> ownClass);

    /**
     * A service that is written over HTTP, as the definition says.
     *
     * @param find looks up the ids that the target gave; always there when it assigns ids
     * @param list lets clean-up see what the target holds; without it clean-up works from the sync state
     * @param success statuses that confirm a write
     * @param permanent statuses that are not tried again; every other one is transient
     */
    record Rest(
            Connection connection,
            Writes writes,
            WriteOperation delete,
            Optional<FindOperation> find,
            Optional<BulkOperation> bulk,
            Optional<TargetListing> list,
            Set<Integer> success,
            Set<Integer> permanent)
            implements TargetKind {
        public Rest {
            requireNonNull(connection, "connection");
            requireNonNull(writes, "writes");
            requireNonNull(delete, "delete");
            requireNonNull(find, "find");
            requireNonNull(bulk, "bulk");
            requireNonNull(list, "list");
            success = Set.copyOf(success);
            permanent = Set.copyOf(permanent);
        }

        @Override
        public <T> T match(Function<Rest, T> rest, Function<OwnClass, T> ownClass) {
            return rest.apply(this);
        }
    }

    /** A service that a class knows how to write. */
    record OwnClass(StoreClass store) implements TargetKind {
        public OwnClass {
            requireNonNull(store, "store");
        }

        @Override
        public <T> T match(Function<Rest, T> rest, Function<OwnClass, T> ownClass) {
            return ownClass.apply(this);
        }
    }
}
