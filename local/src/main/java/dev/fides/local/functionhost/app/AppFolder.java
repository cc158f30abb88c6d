package dev.fides.local.functionhost.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A packaged app, read from the folder that azure-functions-maven-plugin makes: {@code host.json}, the app jar,
 * {@code lib/*.jar} and a folder with a {@code function.json} for each function.
 *
 * @param functions by name, without the disabled ones
 */
public record AppFolder(Path path, HostJson host, List<FunctionDefinition> functions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public AppFolder {
        functions = List.copyOf(functions);
    }

    /**
     * Reads the folder; function classes are not loaded yet.
     *
     * @throws FunctionHostException naming the file and the reason when the folder is not a packaged app
     */
    public static AppFolder read(Path folder, FunctionAppSettings settings) {
        Path hostJson = folder.resolve("host.json");
        if (!Files.isRegularFile(hostJson)) {
            throw new FunctionHostException("no packaged function app in " + folder + ": host.json is missing");
        }
        List<FunctionDefinition> functions = new ArrayList<>();
        for (Path file : functionFiles(folder)) {
            new FunctionJson(file, json(file), settings).read().ifPresent(functions::add);
        }
        if (functions.isEmpty()) {
            throw new FunctionHostException("no functions in " + folder);
        }
        return new AppFolder(folder, HostJson.of(json(hostJson)), functions);
    }

    /** The app's own class path: the jars that hold functions, then the libraries by name. */
    List<Path> classPath() {
        return Stream.concat(
                        functions.stream().map(FunctionDefinition::jar).distinct(),
                        list(path.resolve("lib")).stream()
                                .filter(file -> file.toString().endsWith(".jar")))
                .toList();
    }

    private static List<Path> functionFiles(Path folder) {
        return list(folder).stream()
                .map(child -> child.resolve("function.json"))
                .filter(Files::isRegularFile)
                .toList();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new FunctionHostException("cannot list " + folder, e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new FunctionHostException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
