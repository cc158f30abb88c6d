package dev.fides.config;

import static java.util.Objects.requireNonNull;

import dev.fides.config.service.BulkOperation;
import dev.fides.config.source.DefinitionSource;
import java.util.Optional;

/**
 * What a definition names beside itself, as far as it can be read: known also where the rest of the definition is at
 * fault, so that the faults of all files can be told together.
 *
 * @param file the name of the definition's file
 * @param base the folder of that file, in which the others lie
 * @param schema file name of the JSON Schema that mapped documents must obey
 * @param bulkRequest file name of the template of bulk requests
 * @param bulkResponse file name of the template of their answers
 */
public record DefinitionFiles(
        String file,
        DefinitionSource base,
        Optional<MappingReference> mapping,
        Optional<String> schema,
        Optional<String> bulkRequest,
        Optional<String> bulkResponse) {
    public DefinitionFiles {
        requireNonNull(file, "file");
        requireNonNull(base, "base");
        requireNonNull(mapping, "mapping");
        requireNonNull(schema, "schema");
        requireNonNull(bulkRequest, "bulkRequest");
        requireNonNull(bulkResponse, "bulkResponse");
    }

    /** Those of a definition without faults. */
    public static DefinitionFiles of(SyncDefinition sync) {
        Optional<BulkOperation> bulk = sync.target().bulk();
        return new DefinitionFiles(
                sync.file(),
                sync.base(),
                Optional.of(sync.mapping()),
                sync.schema(),
                bulk.map(BulkOperation::request),
                bulk.map(BulkOperation::response));
    }
}
