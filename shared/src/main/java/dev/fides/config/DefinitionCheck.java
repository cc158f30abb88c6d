package dev.fides.config;

import java.util.List;

/** Looks closer at a definition than its format allows, for instance into the files beside it. */
@FunctionalInterface
public interface DefinitionCheck {

    /** The faults found, none if the definition can be used. */
    List<DefinitionFault> check(SyncDefinition definition);
}
