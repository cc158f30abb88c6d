package dev.fides.config.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder sync definitions lie in, with the mapping and schema files beside them. */
public interface DefinitionSource {

    /** The folder named by the setting {@code FIDES_SYNCS}, else {@code syncs/} on the class path of Fides. */
    static DefinitionSource of(Optional<String> folder) {
        return folder.<DefinitionSource>map(name -> new FolderSource(Path.of(name)))
                .orElseGet(() -> new ClassPathSource(DefinitionSource.class.getClassLoader(), "syncs"));
    }

    /** Whether a file of this name is read as a sync definition. */
    static boolean isDefinition(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    /** The names of the definition files ({@code *.yaml}, {@code *.yml}), sorted. */
    List<String> definitions() throws IOException;

    /**
     * The text of a file, in UTF-8.
     *
     * @param file relative to the folder, with slashes; never one outside of it
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    String read(String file) throws IOException;

    /** Where this is, for messages. */
    String location();
}
