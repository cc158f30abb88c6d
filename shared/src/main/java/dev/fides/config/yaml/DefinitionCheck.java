package dev.fides.config.yaml;

import dev.fides.config.DefinitionFiles;
import dev.fides.config.source.DefinitionFault;
import java.util.List;

/** Looks into the files and classes that a definition names. */
@FunctionalInterface
public interface DefinitionCheck {

    /** The faults found, none if they can be used. */
    List<DefinitionFault> check(DefinitionFiles files);
}
