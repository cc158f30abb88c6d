package dev.fides.config.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sync definitions in a folder of the file system. */
public record FolderSource(Path folder) implements DefinitionSource {
    public FolderSource {
        requireNonNull(folder, "folder");
    }

    @Override
    public List<String> definitions() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(DefinitionSource::isDefinition)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public String read(String file) throws IOException {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new NoSuchFileException(file);
        }
        return Files.readString(path);
    }

    @Override
    public String location() {
        return "folder " + folder;
    }
}
