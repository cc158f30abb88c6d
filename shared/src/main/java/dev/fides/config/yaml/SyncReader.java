package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.CleanUpRules;
import dev.fides.config.DefinitionFiles;
import dev.fides.config.FailureRules;
import dev.fides.config.HostDefinition;
import dev.fides.config.MappingReference;
import dev.fides.config.StopRules;
import dev.fides.config.SyncDefinition;
import dev.fides.config.SyncSchedule;
import dev.fides.config.TargetDefinition;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a whole definition. */
final class SyncReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final MappingReference NO_MAPPING = new MappingReference.JsltFile(Defaults.NO_FILE);
    private static final MappingReference.MapperClass NO_CLASS = new MappingReference.MapperClass("");

    /**
     * What was read of a file.
     *
     * @param definition if no fault was found
     */
    record Read(Optional<SyncDefinition> definition, DefinitionFiles files) {}

    private final Values values;
    private final HostReader hosts;
    private final TargetReader targets;

    SyncReader(Values values) {
        this.values = values;
        this.hosts = new HostReader(values);
        this.targets = new TargetReader(values);
    }

    /** The name, app settings resolved, if there is one. */
    Optional<String> name(JsonNode root) {
        try {
            return Optional.of(values.text(root.path("name")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Read read(String file, DefinitionSource base, JsonNode root, List<DefinitionFault> faults) {
        int before = faults.size();
        Section sync = new Section(file, "", root, faults);
        String name = sync.required("name", v -> values.text(v, NAME), "");
        int partitions = sync.optional("partitions", v -> values.integer(v, 1, 64), Defaults.PARTITIONS);
        SyncSchedule schedule = sync.partOrDefaults("schedule", this::schedule);
        int beforeHost = faults.size();
        Optional<HostDefinition> host = requiredPart(sync, "host", hosts::read);
        boolean hostIsUsable = faults.size() == beforeHost;
        MappingReference mapping = mapping(sync);
        Optional<String> schema = sync.maybe("schema", values::fileName);
        int keyParts = host.map(read -> read.key().parts().size()).orElse(1);
        int beforeTarget = faults.size();
        Optional<TargetDefinition> target =
                requiredPart(sync, "target", part -> targets.read(part, KeyVariables.of(keyParts)));
        boolean targetIsUsable = faults.size() == beforeTarget;
        FailureRules failures = sync.partOrDefaults("failures", this::failures);
        StopRules stopAbove = sync.partOrDefaults("stopAbove", this::stopAbove);
        CleanUpRules cleanUp = sync.partOrDefaults("cleanUp", this::cleanUp);
        sync.refuseUnknownMembers();
        Optional<BulkOperation> bulk = target.flatMap(DefinitionFiles::bulk);
        // Stand-ins of faulty members name no file.
        DefinitionFiles files = new DefinitionFiles(
                file,
                name.isEmpty() ? file : name,
                base,
                Optional.of(mapping).filter(named -> !named.equals(NO_MAPPING) && !named.equals(NO_CLASS)),
                schema,
                bulk.map(BulkOperation::request).filter(found -> !found.equals(Defaults.NO_FILE)),
                bulk.map(BulkOperation::response).filter(found -> !found.equals(Defaults.NO_FILE)),
                host.filter(read -> hostIsUsable),
                target.filter(read -> targetIsUsable));
        if (faults.size() > before) {
            return new Read(Optional.empty(), files);
        }
        SyncDefinition definition = new SyncDefinition(
                name,
                file,
                base,
                partitions,
                schedule,
                host.orElseThrow(),
                mapping,
                schema,
                target.orElseThrow(),
                failures,
                stopAbove,
                cleanUp);
        return new Read(Optional.of(definition), files);
    }

    private static <T> Optional<T> requiredPart(Section sync, String name, Function<Section, T> reader) {
        if (!sync.has(name)) {
            sync.fault(name, "missing");
        }
        return sync.part(name, reader);
    }

    private SyncSchedule schedule(Section schedule) {
        return new SyncSchedule(
                schedule.maybe("import", values::schedule), schedule.maybe("cleanUp", values::schedule));
    }

    private MappingReference mapping(Section sync) {
        if (sync.raw("mapping").isObject()) {
            return sync.requiredPart(
                    "mapping",
                    part -> part.required(
                            "class",
                            v -> new MappingReference.MapperClass(values.text(v, StoreClassReader.CLASS)),
                            NO_CLASS),
                    NO_MAPPING);
        }
        return sync.required("mapping", v -> new MappingReference.JsltFile(values.fileName(v)), NO_MAPPING);
    }

    private FailureRules failures(Section failures) {
        Duration shortest = Duration.ofSeconds(1);
        Duration longest = Duration.ofDays(30);
        FailureRules read = new FailureRules(
                failures.optional("attempts", v -> values.integer(v, 1, 1000), Defaults.FAILURE_ATTEMPTS),
                failures.optional("backoff", v -> values.duration(v, shortest, longest), Defaults.BACKOFF),
                failures.optional("maxBackoff", v -> values.duration(v, shortest, longest), Defaults.MAX_BACKOFF));
        if (read.backoff().compareTo(read.maxBackoff()) > 0) {
            failures.fault("backoff is longer than maxBackoff");
        }
        return read;
    }

    private StopRules stopAbove(Section stop) {
        return new StopRules(
                stop.optional("failedPercent", v -> values.integer(v, 0, 100), Defaults.FAILED_PERCENT),
                stop.optional("atLeast", v -> values.integer(v, 1, Integer.MAX_VALUE), Defaults.FAILED_AT_LEAST));
    }

    private CleanUpRules cleanUp(Section cleanUp) {
        int maxDeletes =
                cleanUp.optional("maxDeletes", v -> values.integer(v, 0, Integer.MAX_VALUE), Defaults.MAX_DELETES);
        int maxDeletePercent =
                cleanUp.optional("maxDeletePercent", v -> values.integer(v, 0, 100), Defaults.MAX_DELETE_PERCENT);
        return new CleanUpRules(
                maxDeletes,
                maxDeletePercent,
                cleanUp.optional("foreign", values::flag, false),
                cleanUp.optional("maxEventDeletesPerHour", v -> values.integer(v, 0, Integer.MAX_VALUE), maxDeletes),
                cleanUp.optional("maxEventDeletePercent", v -> values.integer(v, 0, 100), maxDeletePercent));
    }
}
