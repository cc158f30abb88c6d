package dev.fides.local.demo.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** The demo's sync definition; deployed apps do not carry it, so it is written to a folder for {@code FIDES_SYNCS}. */
public final class DemoSync {

    /** Name of the sync. */
    public static final String NAME = "cities";

    private static final List<String> FILES = List.of(
            "cities.yaml", "cities.jslt", "bulk-request.jslt", "bulk-response.jslt", "city-document.schema.json");

    private DemoSync() {}

    /**
     * Writes the definition and its files, over older ones.
     *
     * @param folder made if it is not there
     */
    public static void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : FILES) {
            try (InputStream content = open(file)) {
                Files.copy(content, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The text of one of the files, such as {@code cities.jslt}. */
    public static String read(String file) {
        try (InputStream content = open(file)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(DemoSync.class.getResourceAsStream("syncs/" + file), file);
    }
}
