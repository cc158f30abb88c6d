package dev.fides.config;

import static java.util.Objects.requireNonNull;

import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.ListedAs;
import dev.fides.config.service.TemplateFiles;
import dev.fides.config.service.Writes;
import dev.fides.config.source.DefinitionSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a definition names beside itself, as far as it can be read: known also where the rest of the definition is at
 * fault, so that the faults of all files are reported together.
 *
 * @param file the name of the definition's file
 * @param base the folder of that file, in which the others lie
 * @param schema file name of the JSON Schema that mapped documents must obey
 * @param bulkRequest file name of the template of bulk requests
 * @param bulkResponse file name of the template of their answers
 * @param templates file names of the other templates, by the path of the definition that names them
 */
public record DefinitionFiles(
        String file,
        DefinitionSource base,
        Optional<MappingReference> mapping,
        Optional<String> schema,
        Optional<String> bulkRequest,
        Optional<String> bulkResponse,
        Map<String, String> templates) {
    public DefinitionFiles {
        requireNonNull(file, "file");
        requireNonNull(base, "base");
        requireNonNull(mapping, "mapping");
        requireNonNull(schema, "schema");
        requireNonNull(bulkRequest, "bulkRequest");
        requireNonNull(bulkResponse, "bulkResponse");
        templates = Collections.unmodifiableMap(new TreeMap<>(templates));
    }

    /** Of a definition without templates other than those of bulk requests. */
    public DefinitionFiles(
            String file,
            DefinitionSource base,
            Optional<MappingReference> mapping,
            Optional<String> schema,
            Optional<String> bulkRequest,
            Optional<String> bulkResponse) {
        this(file, base, mapping, schema, bulkRequest, bulkResponse, Map.of());
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
                bulk.map(BulkOperation::response),
                templates(sync.target()));
    }

    /** The templates of the target's operations and of its listing, by path. */
    public static Map<String, String> templates(TargetDefinition target) {
        Map<String, String> files = new TreeMap<>();
        if (target.writes() instanceof Writes.Upsert one) {
            put("/target/upsert", one.upsert().templates(), files);
        } else {
            Writes.CreateAndUpdate two = (Writes.CreateAndUpdate) target.writes();
            put("/target/create", two.create().templates(), files);
            put("/target/update", two.update().templates(), files);
        }
        put("/target/delete", target.delete().templates(), files);
        target.list().ifPresent(list -> {
            if (list.document() instanceof ListedAs.MadeBy made) {
                files.put("/target/list/document", made.file());
            }
            list.normalize().ifPresent(file -> files.put("/target/list/normalize", file));
        });
        return files;
    }

    private static void put(String path, TemplateFiles templates, Map<String, String> files) {
        templates.request().ifPresent(file -> files.put(path + "/request", file));
        templates.response().ifPresent(file -> files.put(path + "/response", file));
    }
}
