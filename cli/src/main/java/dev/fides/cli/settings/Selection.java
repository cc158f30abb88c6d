package dev.fides.cli.settings;

import dev.fides.config.source.Spelling;
import dev.fides.config.yaml.SyncDefinitionLoader.LoadedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Picks definitions by the name of a sync or of a file. */
public final class Selection {

    private Selection() {}

    /**
     * The files that are meant, all where no name is given.
     *
     * @throws IllegalArgumentException when there is none of that name, with those that there are
     */
    public static List<LoadedFile> of(List<LoadedFile> files, Optional<String> name) {
        if (name.isEmpty()) {
            return files;
        }
        List<LoadedFile> found =
                files.stream().filter(file -> isNamed(file, name.get())).toList();
        if (found.isEmpty()) {
            List<String> known = new ArrayList<>();
            files.forEach(file -> known.add(file.name().orElse(file.file())));
            throw new IllegalArgumentException("there is no sync definition " + name.get() + "; there is "
                    + String.join(", ", known) + Spelling.didYouMean(name.get(), known));
        }
        return found;
    }

    private static boolean isNamed(LoadedFile file, String name) {
        return file.name().filter(name::equals).isPresent()
                || file.file().equals(name)
                || file.file().replaceFirst("\\.ya?ml$", "").equals(name);
    }
}
