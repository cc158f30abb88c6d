package dev.fides.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.source.DefinitionSource;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import dev.fides.json.Hashing;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A mapping written in JSLT. */
public final class JsltMapper implements MessageMapper {

    private final JsltTemplate template;
    private final String version;

    /**
     * Compiles the mapping.
     *
     * @throws InvalidTemplateException naming file, line and fault
     */
    public JsltMapper(DefinitionSource base, String file) {
        this.template = JsltTemplate.compile(base, file);
        this.version = Hashing.textHash(new TreeMap<>(template.texts())
                        .entrySet().stream()
                                .flatMap(text -> Stream.of(text.getKey(), text.getValue()))
                                .toList())
                .text();
    }

    @Override
    public JsonNode map(JsonNode hostRecord) {
        JsonNode document = template.apply(hostRecord);
        return document.isNull() ? null : document;
    }

    List<String> warnings() {
        return template.warnings();
    }

    /** A hash of the JSLT with its imports. */
    @Override
    public String version() {
        return version;
    }
}
