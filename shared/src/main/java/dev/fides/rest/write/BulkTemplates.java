package dev.fides.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.config.DefinitionFiles;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionSource;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.rest.call.Keys;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The two JSLT templates of a bulk request: what is sent, and how the answer is understood. */
public final class BulkTemplates {

    /** What the target said of one write. */
    record Outcome(int status, Optional<String> id, String error) {}

    private final BulkFormat format;
    private final Expression request;
    private final Expression response;

    public BulkTemplates(BulkOperation bulk, DefinitionSource files) {
        this.format = bulk.format();
        this.request = compile(bulk.request(), files);
        this.response = compile(bulk.response(), files);
    }

    /** What is wrong with the templates that a definition names, as a check for the loader of definitions. */
    public static List<DefinitionFault> check(DefinitionFiles files) {
        List<DefinitionFault> faults = new ArrayList<>();
        files.bulkRequest()
                .flatMap(file -> fault(files, file, "/target/bulk/request"))
                .ifPresent(faults::add);
        files.bulkResponse()
                .flatMap(file -> fault(files, file, "/target/bulk/response"))
                .ifPresent(faults::add);
        return faults;
    }

    private static Optional<DefinitionFault> fault(DefinitionFiles files, String template, String path) {
        try {
            JsltTemplate.compile(files.base(), template);
            return Optional.empty();
        } catch (InvalidTemplateException e) {
            return Optional.of(new DefinitionFault(files.file(), path, e.getMessage()));
        }
    }

    /** Empty objects are kept, unlike by JSLT's default, because bulk formats give them a meaning. */
    private static Expression compile(String file, DefinitionSource files) {
        try {
            return new Parser(open(file, files))
                    .withSource(file)
                    .withResourceResolver(name -> open(name, files))
                    .withObjectFilter("true")
                    .compile();
        } catch (JsltException e) {
            throw new PermanentException("bulk template " + file + ": " + e.getMessage(), e);
        }
    }

    private static Reader open(String file, DefinitionSource files) {
        try {
            return new StringReader(files.read(file));
        } catch (IOException | UncheckedIOException e) {
            throw new PermanentException("bulk template " + file + " of " + files.location() + " cannot be read", e);
        }
    }

    /** {@code {op,key,id,document}}, as templates see a write. */
    static ObjectNode item(Operation operation, String key, Optional<String> id, Optional<JsonNode> document) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("op", operation.text());
        item.put("key", key);
        item.put("id", id.orElse(null));
        item.set("document", document.orElse(NullNode.getInstance()));
        return item;
    }

    /**
     * The body of a request.
     *
     * @throws PermanentException when the template cannot make one of these writes
     */
    byte[] body(ArrayNode writes) {
        JsonNode result;
        try {
            result = request.apply(writes);
        } catch (JsltException | ArithmeticException | NumberFormatException e) {
            throw new PermanentException("the bulk request template: " + Messages.excerpt(e.toString()), e);
        }
        if (format == BulkFormat.JSON) {
            return Json.write(result);
        }
        if (!result.isArray()) {
            throw new PermanentException(
                    "the bulk request template made " + Keys.kind(result) + ", expected an array of lines");
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JsonNode line : result) {
            lines.writeBytes(Json.write(line));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /**
     * What an answer says of each write, by key; a write it does not name, or names twice, is not there.
     *
     * @throws PermanentException when the template cannot understand the answer
     */
    Map<String, Outcome> outcomes(int status, JsonNode body, ArrayNode writes) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("status", status);
        input.set("body", body);
        input.set("writes", writes);
        JsonNode result;
        try {
            result = response.apply(input);
        } catch (JsltException | ArithmeticException | NumberFormatException e) {
            throw new PermanentException("the bulk response template: " + Messages.excerpt(e.toString()), e);
        }
        if (!result.isArray()) {
            throw new PermanentException(
                    "the bulk response template made " + Keys.kind(result) + ", expected an array");
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (JsonNode item : result) {
            outcome(item, outcomes, twice);
        }
        outcomes.keySet().removeAll(twice);
        return outcomes;
    }

    private static void outcome(JsonNode item, Map<String, Outcome> outcomes, Set<String> twice) {
        Optional<String> key = Keys.text(item.path("key"));
        JsonNode status = item.path("status");
        if (key.isEmpty() || !status.canConvertToInt() || !status.isIntegralNumber()) {
            return;
        }
        JsonNode error = item.path("error");
        String message = error.isMissingNode() || error.isNull() ? "" : Keys.excerpt(error);
        Outcome before = outcomes.put(key.get(), new Outcome(status.intValue(), Keys.text(item.path("id")), message));
        if (before != null) {
            twice.add(key.get());
        }
    }
}
