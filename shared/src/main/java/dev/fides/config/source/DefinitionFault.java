package dev.fides.config.source;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong in a sync definition.
 *
 * @param file the definition's file
 * @param path JSON Pointer to the member; empty for the whole file
 * @param reason what was found and what was expected; never a resolved app setting
 */
public record DefinitionFault(String file, String path, String reason) {
    public DefinitionFault {
        requireNonNull(file, "file");
        requireNonNull(path, "path");
        requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return file + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
    }
}
