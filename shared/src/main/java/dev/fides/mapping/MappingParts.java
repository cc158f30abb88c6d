package dev.fides.mapping;

import dev.fides.config.DefinitionFiles;
import dev.fides.config.MappingReference;
import dev.fides.config.source.DefinitionFault;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What was made of the files and the class that a definition names. A part that the definition has and that is not here
 * has its fault.
 *
 * @param templates of the target's listing, by the path of the definition that names them
 */
record MappingParts(
        Optional<MessageMapper> mapper,
        Optional<DocumentSchema> schema,
        Map<String, JsltTemplate> templates,
        List<DefinitionFault> faults) {

    /** What of the files works, but not as well as it could. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (mapper.isPresent() && mapper.get() instanceof JsltMapper jslt) {
            warnings.addAll(jslt.warnings());
        }
        schema.ifPresent(present -> warnings.addAll(present.warnings()));
        templates.values().forEach(template -> warnings.addAll(template.warnings()));
        return warnings;
    }

    static MappingParts of(DefinitionFiles files) {
        List<DefinitionFault> faults = new ArrayList<>();
        Optional<MessageMapper> mapper =
                files.mapping().flatMap(named -> made(files, "/mapping", faults, () -> mapper(files, named)));
        Optional<DocumentSchema> schema = files.schema()
                .flatMap(name -> made(files, "/schema", faults, () -> DocumentSchema.read(files.base(), name)));
        Map<String, JsltTemplate> templates = new TreeMap<>();
        files.target()
                .ifPresent(target -> Comparison.files(target)
                        .forEach((path, name) -> made(
                                        files, path, faults, () -> JsltTemplate.compile(files.base(), name))
                                .ifPresent(template -> templates.put(path, template))));
        return new MappingParts(mapper, schema, templates, List.copyOf(faults));
    }

    private static MessageMapper mapper(DefinitionFiles files, MappingReference mapping) {
        if (mapping instanceof MappingReference.MapperClass java) {
            return MapperClasses.create(java.className());
        }
        return new JsltMapper(files.base(), ((MappingReference.JsltFile) mapping).file());
    }

    private static <T> Optional<T> made(
            DefinitionFiles files, String path, List<DefinitionFault> faults, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidTemplateException e) {
            e.reasons().forEach(reason -> faults.add(new DefinitionFault(files.file(), path, reason)));
            return Optional.empty();
        }
    }
}
