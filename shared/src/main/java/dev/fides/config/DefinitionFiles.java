package dev.fides.config;

import static java.util.Objects.requireNonNull;

import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.TargetKind;
import dev.fides.config.source.DefinitionSource;
import java.util.Optional;

/**
 * What a definition names beside itself, as far as it can be read: known also where the rest of the definition is at
 * fault, so that the faults of all files are reported together.
 *
 * @param file the name of the definition's file
 * @param sync the sync's name, or that of the file where it has none that is usable
 * @param base the folder of that file, in which the others lie
 * @param schema file name of the JSON Schema that mapped documents must obey
 * @param bulkRequest file name of the template of bulk requests
 * @param bulkResponse file name of the template of their answers
 * @param host where no fault was found in it
 * @param target where no fault was found in it
 */
public record DefinitionFiles(
        String file,
        String sync,
        DefinitionSource base,
        Optional<MappingReference> mapping,
        Optional<String> schema,
        Optional<String> bulkRequest,
        Optional<String> bulkResponse,
        Optional<HostDefinition> host,
        Optional<TargetDefinition> target) {
    public DefinitionFiles {
        requireNonNull(file, "file");
        requireNonNull(sync, "sync");
        requireNonNull(base, "base");
        requireNonNull(mapping, "mapping");
        requireNonNull(schema, "schema");
        requireNonNull(bulkRequest, "bulkRequest");
        requireNonNull(bulkResponse, "bulkResponse");
        requireNonNull(host, "host");
        requireNonNull(target, "target");
    }

    /** Those of a definition without faults. */
    public static DefinitionFiles of(SyncDefinition sync) {
        Optional<BulkOperation> bulk = bulk(sync.target());
        return new DefinitionFiles(
                sync.file(),
                sync.name(),
                sync.base(),
                Optional.of(sync.mapping()),
                sync.schema(),
                bulk.map(BulkOperation::request),
                bulk.map(BulkOperation::response),
                Optional.of(sync.host()),
                Optional.of(sync.target()));
    }

    /** How a target takes many writes at once, where it does and files say how. */
    public static Optional<BulkOperation> bulk(TargetDefinition target) {
        return target.kind().match(TargetKind.Rest::bulk, own -> Optional.empty());
    }
}
