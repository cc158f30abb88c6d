package dev.fides.config;

import static java.util.Objects.requireNonNull;

import dev.fides.config.source.DefinitionSource;
import java.util.Optional;

/**
 * One configured flow from a host through a mapping to a target.
 *
 * @param name unique, {@code ^[a-z][a-z0-9-]{0,39}$}
 * @param file the name of the definition's file
 * @param base the folder of that file, in which mapping, schema and bulk templates lie
 * @param partitions number of lanes towards the target; order is kept per record
 * @param schema file name of the JSON Schema that mapped documents must obey
 */
public record SyncDefinition(
        String name,
        String file,
        DefinitionSource base,
        int partitions,
        SyncSchedule schedule,
        HostDefinition host,
        MappingReference mapping,
        Optional<String> schema,
        TargetDefinition target,
        FailureRules failures,
        StopRules stopAbove,
        CleanUpRules cleanUp) {
    public SyncDefinition {
        requireNonNull(name, "name");
        requireNonNull(file, "file");
        requireNonNull(base, "base");
        requireNonNull(schedule, "schedule");
        requireNonNull(host, "host");
        requireNonNull(mapping, "mapping");
        requireNonNull(schema, "schema");
        requireNonNull(target, "target");
        requireNonNull(failures, "failures");
        requireNonNull(stopAbove, "stopAbove");
        requireNonNull(cleanUp, "cleanUp");
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions of sync " + name + ": " + partitions);
        }
    }
}
