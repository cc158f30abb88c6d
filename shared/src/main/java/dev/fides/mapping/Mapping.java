package dev.fides.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.DefinitionFault;
import dev.fides.config.InvalidDefinitionsException;
import dev.fides.config.MappingReference;
import dev.fides.config.SyncDefinition;
import dev.fides.config.TargetIds;
import dev.fides.json.Excerpt;
import dev.fides.json.Hashing;
import dev.fides.json.Json;
import dev.fides.mapping.MappingResult.Invalid;
import dev.fides.mapping.MappingResult.Mapped;
import dev.fides.mapping.MappingResult.NotForTarget;
import dev.fides.mapping.MappingResult.Reason;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One sync's way from a host record to a target document, checked and with its id. Safe for use by several threads. */
public final class Mapping {

    private final MessageMapper mapper;
    private final Optional<DocumentSchema> schema;
    private final TargetIds ids;
    private final String fingerprint;

    private Mapping(MessageMapper mapper, Optional<DocumentSchema> schema, TargetIds ids, String fingerprint) {
        this.mapper = mapper;
        this.schema = schema;
        this.ids = ids;
        this.fingerprint = fingerprint;
    }

    /**
     * Makes the mapping of a sync from the files beside its definition.
     *
     * @throws InvalidDefinitionsException with every fault of mapping, schema and bulk templates
     */
    public static Mapping of(SyncDefinition sync) {
        List<DefinitionFault> faults = new ArrayList<>();
        Optional<MessageMapper> mapper = made(sync, "/mapping", faults, () -> mapper(sync));
        Optional<DocumentSchema> schema = sync.schema()
                .flatMap(file -> made(sync, "/schema", faults, () -> DocumentSchema.read(sync.base(), file)));
        Optional<JsltTemplate> request = sync.target()
                .bulk()
                .flatMap(bulk -> made(
                        sync, "/target/bulk/request", faults, () -> JsltTemplate.compile(sync.base(), bulk.request())));
        sync.target()
                .bulk()
                .ifPresent(bulk -> made(
                        sync,
                        "/target/bulk/response",
                        faults,
                        () -> JsltTemplate.compile(sync.base(), bulk.response())));
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionsException(faults);
        }
        String fingerprint = Fingerprint.of(sync, mapper.orElseThrow(), schema, request);
        return new Mapping(mapper.orElseThrow(), schema, sync.target().ids(), fingerprint);
    }

    /** The faults {@link #of} would throw, as a check for the loader of definitions. */
    public static List<DefinitionFault> check(SyncDefinition sync) {
        try {
            of(sync);
            return List.of();
        } catch (InvalidDefinitionsException e) {
            return e.faults();
        }
    }

    private static MessageMapper mapper(SyncDefinition sync) {
        if (sync.mapping() instanceof MappingReference.MapperClass java) {
            return MapperClasses.create(java.className());
        }
        return new JsltMapper(sync.base(), ((MappingReference.JsltFile) sync.mapping()).file());
    }

    private static <T> Optional<T> made(
            SyncDefinition sync, String path, List<DefinitionFault> faults, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidTemplateException e) {
            faults.add(new DefinitionFault(sync.file(), path, e.getMessage()));
            return Optional.empty();
        }
    }

    /** Identifies everything besides the record that decides what is written; part of every source hash. */
    public String fingerprint() {
        return fingerprint;
    }

    /** What becomes of a record; a record that cannot be mapped is a result, not an exception. */
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

    private MappingResult checked(JsonNode document) {
        if (!document.isObject()) {
            return new Invalid(Reason.MAPPING, "the mapping's result: expected an object, found " + found(document));
        }
        Hash contentHash;
        try {
            contentHash = Hashing.contentHash(document);
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
        boolean usable =
                id.isIntegralNumber() || (id.isTextual() && !id.textValue().isEmpty());
        if (!usable) {
            return new Invalid(
                    Reason.TARGET_ID,
                    "the document's id " + pointer + ": expected a text or an integer, found " + found(id));
        }
        return new Mapped(document, Optional.of(id.asText()), contentHash);
    }

    private static String found(JsonNode value) {
        return value.isMissingNode() ? "nothing" : Excerpt.of(Json.text(value));
    }
}
