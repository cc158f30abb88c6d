package dev.fides.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.Settings;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.config.yaml.SyncDefinitionLoader.LoadedFile;
import dev.fides.mapping.Mapping;
import dev.fides.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that the app would have on this machine: {@code local.settings.json}, and over it the environment. */
public final class CommandSettings {

    private final Path home;
    private final Map<String, String> environment;
    private Map<String, String> values = Map.of();

    /** @param home the folder in which {@code local.settings.json} lies, if there is one */
    public CommandSettings(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** Read when they are asked for: a command that needs none, such as its help, meets no fault of the file. */
    private Map<String, String> values() {
        if (values.isEmpty()) {
            Map<String, String> all = new HashMap<>();
            Path file = home.resolve("local.settings.json");
            if (Files.isRegularFile(file)) {
                all.putAll(configured(file));
            }
            all.putAll(environment);
            values = all;
        }
        return values;
    }

    private static Map<String, String> configured(Path file) {
        Map<String, String> configured = new HashMap<>();
        try {
            JsonNode members = new ObjectMapper().readTree(file.toFile()).path("Values");
            members.properties()
                    .forEach(member ->
                            configured.put(member.getKey(), member.getValue().asText()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + " cannot be read as JSON; mend it, or take it away and let ./setup.sh make it", e);
        }
        return configured;
    }

    /** A setting, if it is there and not empty. */
    public Optional<String> find(String name) {
        return Settings.of(values()).apply(name).filter(value -> !value.isEmpty());
    }

    /**
     * All definitions with their faults, read as the app reads them.
     *
     * @param folder instead of the one that {@code FIDES_SYNCS} names
     * @throws dev.fides.config.source.InvalidDefinitionsException when there are none
     * @throws IllegalArgumentException when nobody says where they are
     */
    public List<LoadedFile> definitions(Optional<Path> folder) {
        Optional<String> place = folder.map(Path::toString).or(() -> find("FIDES_SYNCS"));
        DefinitionSource source = DefinitionSource.of(place);
        if (place.isEmpty() && isEmpty(source)) {
            throw new IllegalArgumentException(
                    "there are no sync definitions in the app's package: say where they are with"
                            + " --syncs DIR or the setting FIDES_SYNCS");
        }
        return new SyncDefinitionLoader(this::find, List.of(Mapping::check, Stores::check)).read(source);
    }

    private static boolean isEmpty(DefinitionSource source) {
        try {
            return source.definitions().isEmpty();
        } catch (IOException e) {
            // The loader meets the same fault, and reports it.
            return false;
        }
    }
}
