package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fides.config.SyncDefinition;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.InvalidDefinitionsException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Loads every sync definition of a folder, or reports everything that is wrong with any of them. */
public final class SyncDefinitionLoader {

    private final ObjectReader yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final SyncReader reader;
    private final List<DefinitionCheck> checks;

    /**
     * A loader for the given app settings.
     *
     * @param settings the app setting of a name, if there is one
     * @param checks what must hold for the files that definitions name, also for those of definitions with faults
     */
    public SyncDefinitionLoader(Function<String, Optional<String>> settings, List<DefinitionCheck> checks) {
        this.reader = new SyncReader(new Values(settings));
        this.checks = List.copyOf(checks);
    }

    /**
     * The definitions in the order of their files.
     *
     * @throws InvalidDefinitionsException with all faults of all files
     */
    public List<SyncDefinition> load(DefinitionSource source) {
        List<DefinitionFault> faults = new ArrayList<>();
        List<SyncDefinition> definitions = new ArrayList<>();
        Map<String, String> fileOfName = new HashMap<>();
        for (String file : files(source)) {
            read(source, file, faults).ifPresent(root -> {
                reader.name(root)
                        .map(name -> fileOfName.putIfAbsent(name, file))
                        .ifPresent(other -> faults.add(new DefinitionFault(
                                file,
                                "/name",
                                Values.describe(root.path("name")) + " is the name in " + other + " too")));
                SyncReader.Read read = reader.read(file, source, root, faults);
                read.definition().ifPresent(definitions::add);
                checks.forEach(check -> faults.addAll(check.check(read.files())));
            });
        }
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionsException(faults);
        }
        return List.copyOf(definitions);
    }

    /** An app without any sync would look healthy and do nothing. */
    private static List<String> files(DefinitionSource source) {
        String reason;
        try {
            List<String> files = source.definitions();
            if (!files.isEmpty()) {
                return files;
            }
            reason = "no sync definition (*.yaml) found";
        } catch (NoSuchFileException e) {
            reason = "there is no such folder";
        } catch (IOException e) {
            reason = "cannot be read: " + e;
        }
        throw new InvalidDefinitionsException(List.of(new DefinitionFault(source.location(), "", reason)));
    }

    private Optional<JsonNode> read(DefinitionSource source, String file, List<DefinitionFault> faults) {
        try {
            JsonNode root = yaml.readValue(source.read(file));
            if (root.isObject()) {
                return Optional.of(root);
            }
            faults.add(new DefinitionFault(file, "", "expected members, found " + Values.describe(root)));
        } catch (JacksonException e) {
            faults.add(new DefinitionFault(file, "", "not valid YAML" + place(e.getLocation()) + ": " + firstLine(e)));
        } catch (IOException e) {
            faults.add(new DefinitionFault(file, "", "cannot be read: " + e));
        }
        return Optional.empty();
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The lines after the first quote the file, which may hold secrets. */
    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
