package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.source.KeyMaterial;
import dev.fides.config.source.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads keys and certificates: from a file of the machine, or as they stand in an app setting. */
final class KeyReader {

    private static final String FILE = "file";
    private static final String CONTENT = "content";

    /** Bundles of all authorities of the world measure about 250 KB. */
    private static final long LONGEST = 4L * 1024 * 1024;

    private final Values values;

    KeyReader(Values values) {
        this.values = values;
    }

    /** What {@code file} or {@code content} hold; a fault of the part where they cannot be read. */
    Optional<KeyMaterial> read(Section part) {
        Optional<Secret> password = part.maybe("password", values::secret);
        if (part.has(FILE) == part.has(CONTENT)) {
            part.fault("expected either file or content");
            return Optional.empty();
        }
        return part.has(FILE)
                ? part.maybe(FILE, v -> KeyMaterial.read(bytes(v), password))
                : part.maybe(
                        CONTENT,
                        v -> KeyMaterial.read(
                                values.secret(v).reveal().getBytes(StandardCharsets.ISO_8859_1), password));
    }

    private byte[] bytes(JsonNode value) {
        String shown = Values.describe(value);
        try {
            Path path = Path.of(values.text(value));
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("expected the absolute path of a file, found " + shown);
            }
            if (Files.size(path) > LONGEST) {
                throw new IllegalArgumentException(
                        "expected keys or certificates, found a file of " + Files.size(path) + " bytes: " + shown);
            }
            return Files.readAllBytes(path);
        } catch (IOException | InvalidPathException e) {
            // Without the cause, whose message shows the value of a setting.
            throw new IllegalArgumentException("expected a file that can be read, found none at " + shown + " ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
