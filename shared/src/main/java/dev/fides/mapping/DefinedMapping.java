package dev.fides.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.DefinitionFiles;
import dev.fides.config.SyncDefinition;
import dev.fides.config.TargetIds;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.json.Excerpt;
import dev.fides.json.Hashing;
import dev.fides.json.Json;
import dev.fides.mapping.MappingResult.Invalid;
import dev.fides.mapping.MappingResult.Mapped;
import dev.fides.mapping.MappingResult.NotForTarget;
import dev.fides.mapping.MappingResult.Reason;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import java.util.Optional;

/** The mapping that a sync's definition describes: mapper, schema and id. */
final class DefinedMapping implements Mapping {

    private final MessageMapper mapper;
    private final Optional<DocumentSchema> schema;
    private final TargetIds ids;
    private final String writeShape;
    private final String fingerprint;
    private final Comparison comparison;

    private DefinedMapping(
            MessageMapper mapper,
            Optional<DocumentSchema> schema,
            TargetIds ids,
            String writeShape,
            String fingerprint,
            Comparison comparison) {
        this.mapper = mapper;
        this.schema = schema;
        this.ids = ids;
        this.writeShape = writeShape;
        this.fingerprint = fingerprint;
        this.comparison = comparison;
    }

    /**
     * Makes the mapping of a sync from the files beside its definition.
     *
     * @param writeShape what the sync's target says of its writes
     * @throws InvalidDefinitionsException with every fault of mapping and schema
     */
    static Mapping of(SyncDefinition sync, String writeShape) {
        MappingParts parts = MappingParts.of(DefinitionFiles.of(sync));
        if (!parts.faults().isEmpty()) {
            throw new InvalidDefinitionsException(parts.faults());
        }
        MessageMapper mapper = parts.mapper().orElseThrow();
        String fingerprint = Fingerprint.of(mapper, parts.schema(), writeShape);
        return new DefinedMapping(
                mapper,
                parts.schema(),
                sync.target().ids(),
                writeShape,
                fingerprint,
                Comparison.of(sync.target(), parts.templates()));
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Comparison comparison() {
        return comparison;
    }

    @Override
    public MappingResult map(HostRecord record) {
        JsonNode document;
        try {
            document = mapper.map(record.body());
        } catch (InvalidTemplateException e) {
            return new Invalid(Reason.MAPPING, e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            return new Invalid(Reason.MAPPING, "the mapping failed: " + Excerpt.of(e.toString()));
        }
        return document == null || document.isNull() ? new NotForTarget() : checked(document);
    }

    @Override
    public Optional<String> targetId(JsonNode document) {
        if (ids instanceof TargetIds.InDocument in) {
            return Optional.of(document.at(in.pointer()))
                    .filter(DefinedMapping::isUsableId)
                    .map(JsonNode::asText);
        }
        return Optional.empty();
    }

    private MappingResult checked(JsonNode document) {
        if (!document.isObject()) {
            return new Invalid(Reason.MAPPING, "the mapping's result: expected an object, found " + found(document));
        }
        Hash contentHash;
        try {
            contentHash = Hashing.contentHash(document, writeShape);
        } catch (IllegalArgumentException e) {
            return new Invalid(Reason.MAPPING, "the mapping's result: " + e.getMessage());
        }
        Optional<String> faults = schema.flatMap(present -> present.faults(document));
        if (faults.isPresent()) {
            return new Invalid(Reason.SCHEMA, faults.get());
        }
        if (ids instanceof TargetIds.InDocument in) {
            return withId(document, in.pointer(), contentHash);
        }
        return new Mapped(document, Optional.empty(), contentHash);
    }

    private static MappingResult withId(JsonNode document, JsonPointer pointer, Hash contentHash) {
        JsonNode id = document.at(pointer);
        if (!isUsableId(id)) {
            return new Invalid(
                    Reason.TARGET_ID,
                    "the document's id " + pointer + ": expected a text or an integer, found " + found(id));
        }
        return new Mapped(document, Optional.of(id.asText()), contentHash);
    }

    private static boolean isUsableId(JsonNode id) {
        return id.isIntegralNumber() || (id.isTextual() && !id.textValue().isEmpty());
    }

    private static String found(JsonNode value) {
        return value.isMissingNode() ? "nothing" : Excerpt.of(Json.text(value));
    }
}
