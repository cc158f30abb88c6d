package dev.fides.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.fides.config.source.DefinitionSource;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.json.Excerpt;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.json.JsonPlaces;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The JSON Schema that mapped documents must obey; draft 2020-12 unless it says another. */
final class DocumentSchema {

    private static final int SHOWN_ERRORS = 5;
    private static final SpecificationVersion DIALECT = SpecificationVersion.DRAFT_2020_12;

    private final Schema schema;
    private final String text;
    private final List<String> warnings;

    private DocumentSchema(Schema schema, String text, List<String> warnings) {
        this.schema = schema;
        this.text = text;
        this.warnings = warnings;
    }

    /** References to other documents are not followed: a definition's folder is all it depends on. */
    static DocumentSchema read(DefinitionSource base, String file) {
        try {
            String text = base.read(file);
            JsonNode node = Json.parse(text);
            if (!node.isObject()) {
                throw new InvalidTemplateException(file + ": expected a JSON Schema, an object");
            }
            SchemaPatterns patterns = new SchemaPatterns();
            SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .regularExpressionFactory(patterns)
                    .build();
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                    DIALECT,
                    with -> with.schemaRegistryConfig(config)
                            .schemaLoader(loader -> loader.fetchRemoteResources(false)));
            requireSchema(registry, file, text, node);
            Schema schema = registry.getSchema(node);
            schema.initializeValidators();
            List<String> warnings = patterns.notLinear().stream()
                    .map(what -> file + ": " + what)
                    .toList();
            return new DocumentSchema(schema, text, warnings);
        } catch (NoSuchFileException e) {
            throw new InvalidTemplateException("no file " + file + " in " + base.location());
        } catch (IOException e) {
            throw new InvalidTemplateException(file + " cannot be read: " + e);
        } catch (InvalidJsonException | SchemaException e) {
            throw new InvalidTemplateException(file + ": " + Excerpt.of(e.getMessage()));
        }
    }

    /** What is no keyword's value would otherwise be taken for a rule that nothing can break. */
    private static void requireSchema(SchemaRegistry registry, String file, String text, JsonNode node) {
        String dialect = node.path("$schema").asText(DIALECT.getDialectId());
        List<Error> faults = registry.getSchema(SchemaLocation.of(dialect)).validate(node);
        if (!faults.isEmpty()) {
            throw new InvalidTemplateException(told(file, JsonPlaces.of(text), faults));
        }
    }

    /** Every place once: a wrong value breaks several rules of the dialect at a time, of which the first says enough. */
    private static List<String> told(String file, JsonPlaces places, List<Error> faults) {
        Map<String, String> byPlace = new LinkedHashMap<>();
        faults.forEach(fault -> {
            String pointer = fault.getInstanceLocation().toString();
            byPlace.putIfAbsent(pointer, file + " " + places.at(pointer) + ": " + describe(fault, "the schema"));
        });
        return List.copyOf(byPlace.values());
    }

    String text() {
        return text;
    }

    /** Patterns that cannot run in linear time. */
    List<String> warnings() {
        return warnings;
    }

    /**
     * What is wrong with a document, if anything.
     *
     * @throws dev.fides.bounds.TooLongException when a pattern comes to no end
     */
    Optional<String> faults(JsonNode document) {
        List<Error> errors = schema.validate(document);
        return errors.isEmpty() ? Optional.empty() : Optional.of(listed(errors, "the document"));
    }

    private static String listed(List<Error> errors, String whole) {
        String shown = errors.stream()
                .limit(SHOWN_ERRORS)
                .map(error -> describe(error, whole))
                .collect(Collectors.joining("; "));
        int more = errors.size() - SHOWN_ERRORS;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }

    private static String describe(Error error, String whole) {
        String field = error.getInstanceLocation().toString();
        JsonNode found = error.getInstanceNode();
        String value = found == null || found.isContainerNode() ? "" : ", found " + Excerpt.of(Json.text(found));
        return (field.isEmpty() ? whole : field) + ": " + Excerpt.of(error.getMessage()) + value;
    }
}
