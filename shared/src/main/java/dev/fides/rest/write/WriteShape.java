package dev.fides.rest.write;

import dev.fides.config.TargetIds;
import dev.fides.config.request.WriteRequest;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.WriteMethod;
import dev.fides.config.service.Writes;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.Encoding;
import dev.fides.config.source.Template;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import dev.fides.json.Hashing;
import dev.fides.model.PermanentException;
import dev.fides.rest.http.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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
            texts.addAll(List.of(
                    "bulk", bulk.format().contentType(), path(bulk.address().path())));
            extras("bulk", bulk.address(), texts);
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
        List<String> texts = new ArrayList<>();
        if (writes instanceof Writes.Upsert one) {
            texts.addAll(List.of(
                    "upsert", operation(one.upsert().method(), one.upsert().request())));
            extras("upsert", one.upsert().request(), texts);
            return texts;
        }
        Writes.CreateAndUpdate two = (Writes.CreateAndUpdate) writes;
        texts.addAll(
                List.of("create", operation(two.create().method(), two.create().request())));
        texts.addAll(
                List.of("update", operation(two.update().method(), two.update().request())));
        extras("create", two.create().request(), texts);
        extras("update", two.update().request(), texts);
        return texts;
    }

    private static String operation(WriteMethod method, WriteRequest request) {
        return method + " " + path(request.path());
    }

    /** What only some requests have: a definition without it keeps the hash that it had before there was any. */
    private static void extras(String operation, WriteRequest request, List<String> texts) {
        new TreeMap<>(request.query())
                .forEach((name, value) -> texts.addAll(List.of(operation + " query", name, path(value))));
        new TreeMap<>(request.headers())
                .forEach((name, value) -> texts.addAll(List.of(operation + " header", name, path(value))));
    }

    /** App settings count by their values. */
    private static String path(Template path) {
        return path.fill(
                UnaryOperator.identity(),
                (name, encoding) -> "{" + name + (encoding == Encoding.PLAIN ? "" : "|" + encoding.word()) + "}");
    }
}
