package dev.fides.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.json.Hashing;
import dev.fides.mapping.Comparison;
import dev.fides.mapping.Mapping;
import dev.fides.mapping.MappingResult;
import dev.fides.model.HostRecord;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Maps {@code {"id":k,"value":v}} to {@code {"externalId":k,"text":v}}; "hidden" is not for the target, "bad" fails in
 * every version but "lenient", and "upper" makes other documents. The document of "bare" has no text.
 */
final class FakeMapping implements Mapping {

    private final AtomicInteger calls = new AtomicInteger();
    private boolean idsInDocument = true;
    private String version = "1";
    private String idPrefix = "";
    private Comparison comparison = Comparison.PLAIN;
    private Optional<UnaryOperator<String>> idOfText = Optional.empty();

    void idsInDocument(boolean inDocument) {
        idsInDocument = inDocument;
    }

    void version(String newVersion) {
        version = newVersion;
    }

    void idPrefix(String prefix) {
        idPrefix = prefix;
    }

    void comparison(Comparison how) {
        comparison = how;
    }

    @Override
    public Comparison comparison() {
        return comparison;
    }

    /** From now on a document's id comes from its text. */
    void idsFromText(UnaryOperator<String> id) {
        idOfText = Optional.of(id);
    }

    boolean hasIds() {
        return idsInDocument;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public MappingResult map(HostRecord record) {
        calls.incrementAndGet();
        if (record.body().path("value").asText().equals("bad") && !version.equals("lenient")) {
            return new MappingResult.Invalid(MappingResult.Reason.MAPPING, "value: expected a good one, found bad");
        }
        return document(record.body())
                .<MappingResult>map(document ->
                        new MappingResult.Mapped(document, targetId(document), Hashing.contentHash(document, "put")))
                .orElseGet(MappingResult.NotForTarget::new);
    }

    /** The document of a record, where it is for the target. */
    Optional<JsonNode> document(JsonNode record) {
        String value = record.path("value").asText();
        String text = version.equals("upper") ? value.toUpperCase(java.util.Locale.ROOT) : value;
        if (value.equals("hidden")) {
            return Optional.empty();
        }
        JsonNode document = World.document(record.path("id").asText(), text);
        return Optional.of(value.equals("bare") ? ((ObjectNode) document).without("text") : document);
    }

    @Override
    public String fingerprint() {
        return "fake-" + version;
    }

    @Override
    public Optional<String> targetId(JsonNode document) {
        return idsInDocument
                ? Optional.of(idPrefix
                        + idOfText.map(id -> id.apply(document.path("text").asText()))
                                .orElseGet(() -> document.path("externalId").asText()))
                : Optional.empty();
    }
}
