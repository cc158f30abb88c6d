package dev.fides.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.LimitedWork;
import dev.fides.bounds.TooLongException;
import dev.fides.config.TargetDefinition;
import dev.fides.config.service.ListedAs;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.TargetListing;
import dev.fides.jslt.JsltTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** How a document that the target lists is compared with the mapped one. Safe for use by several threads. */
public final class Comparison {

    /** The listed item is the document, and may have members of the target's own. */
    public static final Comparison PLAIN = new Comparison(item -> item, document -> document, false);

    private static final String DOCUMENT = "/target/list/document";
    private static final String NORMALIZE = "/target/list/normalize";

    private final UnaryOperator<JsonNode> unwrap;
    private final UnaryOperator<JsonNode> normalize;
    private final boolean complete;
    private final boolean templates;

    /**
     * @param unwrap takes the document out of a listed item
     * @param normalize makes documents the same that mean the same
     * @param complete whether a member that only the listed document has is a difference
     */
    public Comparison(UnaryOperator<JsonNode> unwrap, UnaryOperator<JsonNode> normalize, boolean complete) {
        this(unwrap, normalize, complete, false);
    }

    /** @param templates whether any of it is a template, of which nobody knows how long it takes */
    private Comparison(
            UnaryOperator<JsonNode> unwrap, UnaryOperator<JsonNode> normalize, boolean complete, boolean templates) {
        this.unwrap = unwrap;
        this.normalize = normalize;
        this.complete = complete;
        this.templates = templates;
    }

    private static Optional<TargetListing> listing(TargetDefinition target) {
        return target.kind().match(TargetKind.Rest::list, own -> Optional.empty());
    }

    /** The templates that a definition names for it, by path. */
    static Map<String, String> files(TargetDefinition target) {
        Map<String, String> files = new TreeMap<>();
        listing(target).ifPresent(list -> {
            if (list.document() instanceof ListedAs.MadeBy made) {
                files.put(DOCUMENT, made.file());
            }
            list.normalize().ifPresent(file -> files.put(NORMALIZE, file));
        });
        return files;
    }

    /** @param templates those of {@code files}, by the same paths */
    static Comparison of(TargetDefinition target, Map<String, JsltTemplate> templates) {
        return listing(target).map(list -> of(list, templates)).orElse(PLAIN);
    }

    private static Comparison of(TargetListing list, Map<String, JsltTemplate> templates) {
        Optional<JsltTemplate> normalize = Optional.ofNullable(templates.get(NORMALIZE));
        return new Comparison(
                unwrap(list.document(), templates),
                document -> normalize.map(template -> template.apply(document)).orElse(document),
                list.complete(),
                !templates.isEmpty());
    }

    private static UnaryOperator<JsonNode> unwrap(ListedAs listed, Map<String, JsltTemplate> templates) {
        if (listed instanceof ListedAs.At at) {
            JsonPointer pointer = at.pointer();
            return item -> item.at(pointer);
        }
        JsltTemplate template = templates.get(DOCUMENT);
        return template::apply;
    }

    /** The same comparison, which gives up documents that take too long. */
    Comparison limited(LimitedWork work) {
        return templates ? new Comparison(limited(unwrap, work), limited(normalize, work), complete, true) : this;
    }

    private static UnaryOperator<JsonNode> limited(UnaryOperator<JsonNode> template, LimitedWork work) {
        return document -> work.call("the comparison", "a document of the target", () -> template.apply(document));
    }

    /**
     * What the target holds, as it is compared; may be missing.
     *
     * @throws dev.fides.jslt.InvalidTemplateException when a template cannot take it
     * @throws TooLongException when that takes too long
     */
    public JsonNode listed(JsonNode item) {
        JsonNode document = unwrap.apply(item);
        return document.isMissingNode() ? document : normalize.apply(document);
    }

    /**
     * The mapped document, as it is compared.
     *
     * @throws dev.fides.jslt.InvalidTemplateException when a template cannot take it
     * @throws TooLongException when that takes too long
     */
    public JsonNode mapped(JsonNode document) {
        return normalize.apply(document);
    }

    public boolean complete() {
        return complete;
    }
}
