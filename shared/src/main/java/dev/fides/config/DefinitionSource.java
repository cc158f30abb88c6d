package dev.fides.config;

import java.io.IOException;
import java.util.List;

/** The folder sync definitions lie in, with the mapping and schema files beside them. */
public interface DefinitionSource {

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
