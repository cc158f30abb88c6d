package dev.fides.mapping;

import dev.fides.config.TargetDefinition;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.TargetIds;
import dev.fides.config.service.Template;
import dev.fides.config.service.WriteOperation;
import dev.fides.config.service.Writes;
import dev.fides.json.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What, besides a record, decides what is written to the target. Where the target is and how it is reached is no part of
 * it: moving a target is answered by a reimport.
 */
final class Fingerprint {

    /** Of the templates, those that shape what a document becomes; how a delete looks leaves nothing behind. */
    private static final Set<String> MAKE_DOCUMENTS =
            Set.of("/target/upsert/request", "/target/create/request", "/target/update/request");

    private Fingerprint() {}

    /** Of all that makes a document from a record and a write from the document. */
    static String of(MessageMapper mapper, Optional<DocumentSchema> schema, String writeShape) {
        return Hashing.textHash(List.of(
                        mapper.getClass().getName(),
                        mapper.version(),
                        schema.map(DocumentSchema::text).orElse(""),
                        writeShape))
                .text();
    }

    /** Of all that makes a write from a document: the same document written elsewhere, or otherwise, is news. */
    static String ofWrites(TargetDefinition target, MappingParts parts) {
        List<String> texts = new ArrayList<>();
        texts.add(ids(target.ids()));
        texts.addAll(writes(target.writes()));
        target.bulk().map(Fingerprint::bulk).ifPresent(texts::addAll);
        parts.bulkRequest().ifPresent(template -> addTexts(template, texts));
        parts.templates().forEach((path, template) -> {
            if (MAKE_DOCUMENTS.contains(path)) {
                texts.add(path);
                addTexts(template, texts);
            }
        });
        return Hashing.textHash(texts).text();
    }

    private static void addTexts(JsltTemplate template, List<String> texts) {
        new TreeMap<>(template.texts()).forEach((file, text) -> {
            texts.add(file);
            texts.add(text);
        });
    }

    private static String ids(TargetIds ids) {
        return ids instanceof TargetIds.InDocument in ? "document:" + in.pointer() : "target";
    }

    private static List<String> writes(Writes writes) {
        if (writes instanceof Writes.Upsert one) {
            return List.of("upsert", operation(one.upsert()));
        }
        Writes.CreateAndUpdate two = (Writes.CreateAndUpdate) writes;
        return List.of(
                "create", two.create().method() + " " + path(two.create().path()), "update", operation(two.update()));
    }

    private static List<String> bulk(BulkOperation bulk) {
        return List.of("bulk", bulk.format().contentType(), path(bulk.path()));
    }

    private static String operation(WriteOperation operation) {
        return operation.method() + " " + path(operation.path());
    }

    /** App settings count by their values. */
    private static String path(Template path) {
        return path.fill(name -> "{" + name + "}");
    }
}
