package dev.fides.config.yaml;

import dev.fides.config.source.DefinitionSource;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sync definitions and the files beside them, as texts by name. */
public record InMemorySource(Map<String, String> files) implements DefinitionSource {
    public InMemorySource {
        files = Map.copyOf(files);
    }

    @Override
    public List<String> definitions() {
        return new TreeMap<>(files)
                .keySet().stream().filter(DefinitionSource::isDefinition).toList();
    }

    @Override
    public String read(String file) throws NoSuchFileException {
        if (!files.containsKey(file)) {
            throw new NoSuchFileException(file);
        }
        return files.get(file);
    }

    @Override
    public String location() {
        return "memory";
    }
}
