package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
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

    private final SyncReader reader;
    private final List<DefinitionCheck> checks;

    /**
     * What was read of one file.
     *
     * @param name of the sync, if the file says one
     * @param definition if the file has no fault
     * @param faults with their places; in the order in which they stand in the file
     */
    public record LoadedFile(
            String file, Optional<String> name, Optional<SyncDefinition> definition, List<DefinitionFault> faults) {
        public LoadedFile {
            faults = List.copyOf(faults);
        }
    }

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
        List<LoadedFile> files = read(source);
        List<DefinitionFault> faults =
                files.stream().flatMap(file -> file.faults().stream()).toList();
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionsException(faults);
        }
        return files.stream().flatMap(file -> file.definition().stream()).toList();
    }

    /**
     * Every file of the folder with its faults, sorted by name.
     *
     * @throws InvalidDefinitionsException when the folder cannot be read or has no definitions
     */
    public List<LoadedFile> read(DefinitionSource source) {
        List<LoadedFile> read = new ArrayList<>();
        Map<String, String> fileOfName = new HashMap<>();
        for (String file : files(source)) {
            read.add(read(source, file, fileOfName));
        }
        return List.copyOf(read);
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

    private LoadedFile read(DefinitionSource source, String file, Map<String, String> fileOfName) {
        try {
            return read(source, file, YamlFile.read(file, source.read(file)), fileOfName);
        } catch (YamlFile.NotYamlException e) {
            return unreadable(file, e.fault());
        } catch (IOException e) {
            return unreadable(file, new DefinitionFault(file, "", "cannot be read: " + e));
        }
    }

    private static LoadedFile unreadable(String file, DefinitionFault fault) {
        return new LoadedFile(file, Optional.empty(), Optional.empty(), List.of(fault));
    }

    private LoadedFile read(DefinitionSource source, String file, YamlFile yaml, Map<String, String> fileOfName) {
        JsonNode root = yaml.root();
        if (!root.isObject()) {
            String found = root.isMissingNode() ? "nothing" : Values.describe(root);
            return unreadable(
                    file,
                    new DefinitionFault(file, "", "expected members, found " + found)
                            .at(yaml.places().of("")));
        }
        List<DefinitionFault> faults = new ArrayList<>();
        Optional<String> name = reader.name(root);
        name.map(text -> fileOfName.putIfAbsent(text, file))
                .ifPresent(other -> faults.add(new DefinitionFault(
                        file, "/name", Values.describe(root.path("name")) + " is the name in " + other + " too")));
        SyncReader.Read read = reader.read(file, source, root, faults);
        checks.forEach(check -> faults.addAll(check.check(read.files())));
        List<DefinitionFault> all = new ArrayList<>(yaml.places().faults());
        faults.forEach(fault -> all.add(fault.at(yaml.places().of(fault.path()))));
        return new LoadedFile(file, name, all.isEmpty() ? read.definition() : Optional.empty(), YamlPlaces.sorted(all));
    }
}
