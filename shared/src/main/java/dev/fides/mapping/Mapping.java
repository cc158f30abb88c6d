package dev.fides.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.LimitedWork;
import dev.fides.config.DefinitionFiles;
import dev.fides.config.SyncDefinition;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.model.HostRecord;
import java.util.List;
import java.util.Optional;

/** One sync's way from a host record to a target document, checked and with its id. Safe for use by several threads. */
public interface Mapping {

    /** What becomes of a record; a record that cannot be mapped is a result, not an exception. */
    MappingResult map(HostRecord record);

    /** Identifies everything besides the record that decides what is written; part of every source hash. */
    String fingerprint();

    /** The id under which the target knows this document; empty when the target assigns ids. */
    Optional<String> targetId(JsonNode document);

    /** How what the target lists is compared with what is mapped. */
    default Comparison comparison() {
        return Comparison.PLAIN;
    }

    /** What of the mapping works, but not as well as it could; for whoever wrote the definition. */
    default List<String> warnings() {
        return List.of();
    }

    /** The same mapping, which gives up records that take too long. */
    default Mapping limited(LimitedWork work) {
        return new LimitedMapping(this, work);
    }

    /**
     * Makes the mapping of a sync from the files beside its definition.
     *
     * @param writeShape what the sync's target says of its writes: {@code TargetTraits.writeShape()}
     * @throws InvalidDefinitionsException with every fault of mapping and schema
     */
    static Mapping of(SyncDefinition sync, String writeShape) {
        return DefinedMapping.of(sync, writeShape);
    }

    /** The faults {@link #of} would throw, as a check for the loader of definitions. */
    static List<DefinitionFault> check(DefinitionFiles files) {
        return MappingParts.of(files).faults();
    }
}
