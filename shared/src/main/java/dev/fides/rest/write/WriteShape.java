package dev.fides.rest.write;

import dev.fides.config.TargetIds;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.WriteOperation;
import dev.fides.config.service.Writes;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.Template;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import dev.fides.json.Hashing;
import dev.fides.model.PermanentException;
import dev.fides.rest.http.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Of all that makes a request from a document. Where the target is and how it is reached is no part of it: moving a target
 * is answered by a reimport.
 */
public final class WriteShape {

    private WriteShape() {}

    /**
     * A hash of it.
     *
     * @throws PermanentException when a template of requests is missing or wrong
     */
    public static String of(TargetIds ids, TargetKind.Rest target, DefinitionSource files) {
        List<String> texts = new ArrayList<>();
        texts.add(ids(ids));
        texts.addAll(writes(target.writes()));
        target.bulk().ifPresent(bulk -> {
            texts.addAll(List.of("bulk", bulk.format().contentType(), path(bulk.path())));
            addTexts(bulk.request(), files, texts);
        });
        WriteTemplates.files(target).forEach((operation, names) -> {
            // How a delete looks leaves nothing behind.
            if (operation != Operation.DELETE) {
                names.request().ifPresent(file -> {
                    texts.add(operation.text() + " by template");
                    addTexts(file, files, texts);
                });
            }
        });
        return Hashing.textHash(texts).text();
    }

    private static void addTexts(String template, DefinitionSource files, List<String> texts) {
        try {
            new TreeMap<>(JsltTemplate.compile(files, template).texts()).forEach((file, text) -> {
                texts.add(file);
                texts.add(text);
            });
        } catch (InvalidTemplateException e) {
            throw new PermanentException("template " + e.getMessage(), e);
        }
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

    private static String operation(WriteOperation operation) {
        return operation.method() + " " + path(operation.path());
    }

    /** App settings count by their values. */
    private static String path(Template path) {
        return path.fill(name -> "{" + name + "}");
    }
}
