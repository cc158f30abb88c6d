package dev.fides.mapping;

import dev.fides.config.DefinitionFiles;
import dev.fides.config.MappingReference;
import dev.fides.config.source.DefinitionFault;
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
 * @param templates of the target's operations and of its listing, by the path of the definition that names them
 * @param faults of all parts, also of the template for the answers to bulk requests
 */
record MappingParts(
        Optional<MessageMapper> mapper,
        Optional<DocumentSchema> schema,
        Optional<JsltTemplate> bulkRequest,
        Map<String, JsltTemplate> templates,
        List<DefinitionFault> faults) {

    static MappingParts of(DefinitionFiles files) {
        List<DefinitionFault> faults = new ArrayList<>();
        Optional<MessageMapper> mapper =
                files.mapping().flatMap(named -> made(files, "/mapping", faults, () -> mapper(files, named)));
        Optional<DocumentSchema> schema = files.schema()
                .flatMap(name -> made(files, "/schema", faults, () -> DocumentSchema.read(files.base(), name)));
        Optional<JsltTemplate> request = template(files, files.bulkRequest(), "/target/bulk/request", faults);
        template(files, files.bulkResponse(), "/target/bulk/response", faults);
        Map<String, JsltTemplate> templates = new TreeMap<>();
        files.templates()
                .forEach((path, name) -> template(files, Optional.of(name), path, faults)
                        .ifPresent(template -> templates.put(path, template)));
        return new MappingParts(mapper, schema, request, templates, List.copyOf(faults));
    }

    private static Optional<JsltTemplate> template(
            DefinitionFiles files, Optional<String> name, String path, List<DefinitionFault> faults) {
        return name.flatMap(file -> made(files, path, faults, () -> JsltTemplate.compile(files.base(), file)));
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
            faults.add(new DefinitionFault(files.file(), path, e.getMessage()));
            return Optional.empty();
        }
    }
}
