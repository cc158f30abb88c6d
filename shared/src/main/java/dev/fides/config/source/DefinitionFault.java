package dev.fides.config.source;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that is wrong in a sync definition.
 *
 * @param file the definition's file
 * @param place where in the file; empty where that is not known, as of a file that cannot be read
 * @param path JSON Pointer to the member; empty for the whole file
 * @param reason what was found and what was expected; never a resolved app setting
 */
public record DefinitionFault(String file, Optional<Place> place, String path, String reason) {

    /**
     * A place in a text file, as editors count.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Place(int line, int column) {
        public Place {
            if (line < 1 || column < 1) {
                throw new IllegalArgumentException("lines and columns count from 1, found " + line + ", " + column);
            }
        }

        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    public DefinitionFault {
        requireNonNull(file, "file");
        requireNonNull(place, "place");
        requireNonNull(path, "path");
        requireNonNull(reason, "reason");
    }

    /** A fault of which only the member is known so far. */
    public DefinitionFault(String file, String path, String reason) {
        this(file, Optional.empty(), path, reason);
    }

    /** The same fault at its place in the file. */
    public DefinitionFault at(Place where) {
        return new DefinitionFault(file, Optional.of(where), path, reason);
    }

    @Override
    public String toString() {
        return file + place.map(where -> " " + where).orElse("") + ": " + (path.isEmpty() ? "" : path + ": ") + reason;
    }
}
