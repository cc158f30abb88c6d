package dev.fides.config.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Sync definitions in a folder of the class path, in jars as well as in folders.
 *
 * @param folder without slashes at its ends
 */
public record ClassPathSource(ClassLoader loader, String folder) implements DefinitionSource {
    public ClassPathSource {
        requireNonNull(loader, "loader");
        requireNonNull(folder, "folder");
    }

    @Override
    public List<String> definitions() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (URL url : Collections.list(loader.getResources(folder))) {
            if (url.openConnection() instanceof JarURLConnection jar) {
                names.addAll(inJar(jar));
            } else {
                names.addAll(inFolder(url));
            }
        }
        return names.stream().filter(DefinitionSource::isDefinition).toList();
    }

    private List<String> inJar(JarURLConnection connection) throws IOException {
        // A cached file would be shared with the class loader and must not be closed under it.
        connection.setUseCaches(false);
        String prefix = folder + "/";
        try (JarFile jar = connection.getJarFile()) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
                    .map(name -> name.substring(prefix.length()))
                    .toList();
        }
    }

    private static List<String> inFolder(URL url) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(URI.create(url.toString())))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public String read(String file) throws IOException {
        if (List.of(file.split("/", -1)).contains("..")) {
            throw new NoSuchFileException(file);
        }
        try (InputStream stream = loader.getResourceAsStream(folder + "/" + file)) {
            if (stream == null) {
                throw new NoSuchFileException(file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String location() {
        return "class path folder " + folder + "/";
    }
}
