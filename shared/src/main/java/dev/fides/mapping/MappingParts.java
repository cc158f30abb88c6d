package dev.fides.mapping;

import dev.fides.config.DefinitionFiles;
import dev.fides.config.MappingReference;
import dev.fides.config.source.DefinitionFault;
import dev.fides.jslt.InvalidTemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was made of the files and the class that a definition names. A part that the definition has and that is not here
 * has its fault.
 */
record MappingParts(Optional<MessageMapper> mapper, Optional<DocumentSchema> schema, List<DefinitionFault> faults) {

    static MappingParts of(DefinitionFiles files) {
        List<DefinitionFault> faults = new ArrayList<>();
        Optional<MessageMapper> mapper =
                files.mapping().flatMap(named -> made(files, "/mapping", faults, () -> mapper(files, named)));
        Optional<DocumentSchema> schema = files.schema()
                .flatMap(name -> made(files, "/schema", faults, () -> DocumentSchema.read(files.base(), name)));
        return new MappingParts(mapper, schema, List.copyOf(faults));
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
