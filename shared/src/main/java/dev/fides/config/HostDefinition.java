package dev.fides.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.service.Connection;
import dev.fides.config.service.GetMany;
import dev.fides.config.service.GetOne;
import dev.fides.config.service.HostListing;
import java.util.List;
import java.util.Optional;

/**
 * The service whose records are the truth.
 *
 * @param key where a record has its stable identity, a string or an integer
 * @param ignore volatile members that are no part of the source hash
 * @param sets arrays whose order says nothing, so that the source hash does not see it
 */
public record HostDefinition(
        Connection connection,
        JsonPointer key,
        List<JsonPointer> ignore,
        List<JsonPointer> sets,
        HostListing list,
        GetOne get,
        Optional<GetMany> getMany,
        Optional<HostEvents> events) {
    public HostDefinition {
        requireNonNull(connection, "connection");
        requireNonNull(key, "key");
        ignore = List.copyOf(ignore);
        sets = List.copyOf(sets);
        requireNonNull(list, "list");
        requireNonNull(get, "get");
        requireNonNull(getMany, "getMany");
        requireNonNull(events, "events");
    }

    /** Without sets. */
    public HostDefinition(
            Connection connection,
            JsonPointer key,
            List<JsonPointer> ignore,
            HostListing list,
            GetOne get,
            Optional<GetMany> getMany,
            Optional<HostEvents> events) {
        this(connection, key, ignore, List.of(), list, get, getMany, events);
    }
}
