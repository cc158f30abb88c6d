package dev.fides.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.TargetDefinition;
import dev.fides.config.service.ListedAs;
import dev.fides.config.service.TargetListing;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How a document that the target lists is compared with the mapped one. Safe for use by several threads. */
public final class Comparison {

    /** The listed item is the document, and may have members of the target's own. */
    public static final Comparison PLAIN = new Comparison(item -> item, document -> document, false);

    private final UnaryOperator<JsonNode> unwrap;
    private final UnaryOperator<JsonNode> normalize;
    private final boolean complete;

    /**
     * @param unwrap takes the document out of a listed item
     * @param normalize makes documents the same that mean the same
     * @param complete whether a member that only the listed document has is a difference
     */
    public Comparison(UnaryOperator<JsonNode> unwrap, UnaryOperator<JsonNode> normalize, boolean complete) {
        this.unwrap = unwrap;
        this.normalize = normalize;
        this.complete = complete;
    }

    /** @param templates by the path of the definition that names them */
    static Comparison of(TargetDefinition target, Map<String, JsltTemplate> templates) {
        if (target.list().isEmpty()) {
            return PLAIN;
        }
        TargetListing list = target.list().get();
        Optional<JsltTemplate> normalize = Optional.ofNullable(templates.get("/target/list/normalize"));
        return new Comparison(
                unwrap(list.document(), templates),
                document -> normalize.map(template -> template.apply(document)).orElse(document),
                list.complete());
    }

    private static UnaryOperator<JsonNode> unwrap(ListedAs listed, Map<String, JsltTemplate> templates) {
        if (listed instanceof ListedAs.At at) {
            JsonPointer pointer = at.pointer();
            return item -> item.at(pointer);
        }
        JsltTemplate template = templates.get("/target/list/document");
        return template::apply;
    }

    /**
     * What the target holds, as it is compared; may be missing.
     *
     * @throws InvalidTemplateException when a template cannot take it
     */
    public JsonNode listed(JsonNode item) {
        JsonNode document = unwrap.apply(item);
        return document.isMissingNode() ? document : normalize.apply(document);
    }

    /**
     * The mapped document, as it is compared.
     *
     * @throws InvalidTemplateException when a template cannot take it
     */
    public JsonNode mapped(JsonNode document) {
        return normalize.apply(document);
    }

    public boolean complete() {
        return complete;
    }
}
