package dev.fides.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.bounds.LimitedWork;
import dev.fides.bounds.TooLongException;
import dev.fides.config.DefinitionFiles;
import dev.fides.config.TargetDefinition;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.TargetListing;
import dev.fides.config.service.Writes;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.TemplateFiles;
import dev.fides.jslt.BoundedFunctions;
import dev.fides.jslt.InvalidTemplateException;
import dev.fides.jslt.JsltTemplate;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.rest.call.Keys;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Operation;
import dev.fides.rest.write.Said.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The two JSLT templates of a write: what is sent, and how the answer is understood. Either may be missing. */
public final class WriteTemplates {

    private final BulkFormat format;
    private final Optional<Expression> request;
    private final Optional<Expression> response;
    private final LimitedWork work;

    private WriteTemplates(
            BulkFormat format, Optional<Expression> request, Optional<Expression> response, LimitedWork work) {
        this.format = format;
        this.request = request;
        this.response = response;
        this.work = work;
    }

    /**
     * The templates of bulk requests.
     *
     * @throws PermanentException when one is missing or wrong
     */
    public static WriteTemplates of(BulkOperation bulk, DefinitionSource files, LimitedWork work) {
        return new WriteTemplates(
                bulk.format(),
                Optional.of(compile(bulk.request(), files)),
                Optional.of(compile(bulk.response(), files)),
                work);
    }

    /**
     * The templates of an operation on one document, whose bodies are JSON.
     *
     * @throws PermanentException when one is missing or wrong
     */
    public static WriteTemplates of(TemplateFiles names, DefinitionSource files, LimitedWork work) {
        return new WriteTemplates(
                BulkFormat.JSON,
                names.request().map(file -> compile(file, files)),
                names.response().map(file -> compile(file, files)),
                work);
    }

    /** The templates of the operations on one document. */
    static Map<Operation, TemplateFiles> files(TargetKind.Rest definition) {
        Map<Operation, TemplateFiles> files = new EnumMap<>(Operation.class);
        files.put(Operation.DELETE, definition.delete().templates());
        if (definition.writes() instanceof Writes.CreateAndUpdate writes) {
            files.put(Operation.CREATE, writes.create().templates());
            files.put(Operation.UPDATE, writes.update().templates());
        } else {
            files.put(
                    Operation.UPSERT,
                    ((Writes.Upsert) definition.writes()).upsert().templates());
        }
        return files;
    }

    /** What is wrong with the templates that a definition names, as a check for the loader of definitions. */
    public static List<DefinitionFault> check(DefinitionFiles files) {
        List<DefinitionFault> faults = new ArrayList<>();
        files.bulkRequest().ifPresent(file -> check(files, file, "/target/bulk/request", faults));
        files.bulkResponse().ifPresent(file -> check(files, file, "/target/bulk/response", faults));
        files.target()
                .map(TargetDefinition::kind)
                .ifPresent(kind -> kind.match(WriteTemplates::files, own -> Map.<Operation, TemplateFiles>of())
                        .forEach((operation, names) -> {
                            String path = "/target/" + operation.text();
                            names.request().ifPresent(file -> check(files, file, path + "/request", faults));
                            names.response().ifPresent(file -> check(files, file, path + "/response", faults));
                        }));
        listing(files)
                .map(TargetListing::key)
                .filter(TargetListing.ListedKey.MadeBy.class::isInstance)
                .ifPresent(
                        key -> check(files, ((TargetListing.ListedKey.MadeBy) key).file(), "/target/list/key", faults));
        return faults;
    }

    private static Optional<TargetListing> listing(DefinitionFiles files) {
        return files.target().flatMap(target -> target.kind().match(TargetKind.Rest::list, own -> Optional.empty()));
    }

    private static void check(DefinitionFiles files, String template, String path, List<DefinitionFault> faults) {
        try {
            JsltTemplate.compile(files.base(), template);
        } catch (InvalidTemplateException e) {
            e.reasons().forEach(reason -> faults.add(new DefinitionFault(files.file(), path, reason)));
        }
    }

    /** Empty objects are kept, unlike by JSLT's default, because formats give them a meaning. */
    private static Expression compile(String file, DefinitionSource files) {
        try {
            return BoundedFunctions.in(new Parser(open(file, files)))
                    .withSource(file)
                    .withResourceResolver(name -> open(name, files))
                    .withObjectFilter("true")
                    .compile();
        } catch (JsltException e) {
            throw new PermanentException("template " + file + ": " + e.getMessage(), e);
        }
    }

    private static Reader open(String file, DefinitionSource files) {
        try {
            return new StringReader(files.read(file));
        } catch (IOException | UncheckedIOException e) {
            throw new PermanentException("template " + file + " of " + files.location() + " cannot be read", e);
        }
    }

    boolean makeRequests() {
        return request.isPresent();
    }

    boolean understandAnswers() {
        return response.isPresent();
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
     * The body of a request; empty where the template wants none.
     *
     * @throws PermanentException when the template cannot make one of these writes
     * @throws RetryableException when too much of this sync hangs on this instance
     */
    Optional<byte[]> body(ArrayNode writes) {
        JsonNode result = apply("request", request.orElseThrow(), writes, writes);
        if (format == BulkFormat.JSON) {
            return result.isNull() ? Optional.empty() : Optional.of(Json.write(result));
        }
        if (!result.isArray()) {
            throw new PermanentException(
                    "the request template made " + Keys.kind(result) + ", expected an array of lines");
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JsonNode line : result) {
            lines.writeBytes(Json.write(line));
            lines.write('\n');
        }
        return Optional.of(lines.toByteArray());
    }

    /**
     * What an answer says of each write, by key; a write it does not name, or names twice, is not there. Of a lone write
     * the template need neither make an array nor repeat the key.
     *
     * @throws PermanentException when the template cannot understand the answer
     */
    Map<String, Told> outcomes(Answer answer, JsonNode body, ArrayNode writes) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("status", answer.status());
        input.set("headers", headers(answer));
        input.set("body", body);
        input.set("writes", writes);
        JsonNode result = understood(input, writes);
        Optional<String> lone = writes.size() == 1 ? Keys.text(writes.get(0).path("key")) : Optional.empty();
        if (lone.isPresent() && result.isObject()) {
            result = JsonNodeFactory.instance.arrayNode().add(result);
        }
        if (!result.isArray()) {
            throw new PermanentException("the response template made " + Keys.kind(result) + ", expected an array");
        }
        Map<String, Told> outcomes = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (JsonNode item : result) {
            outcome(item, lone, outcomes, twice);
        }
        outcomes.keySet().removeAll(twice);
        return outcomes;
    }

    /** Whatever keeps the template from it, the write was sent. */
    private JsonNode understood(JsonNode answer, ArrayNode writes) {
        try {
            return apply("response", response.orElseThrow(), answer, writes);
        } catch (RetryableException e) {
            throw new PermanentException(e.getMessage(), e);
        }
    }

    private JsonNode apply(String which, Expression template, JsonNode input, JsonNode writes) {
        try {
            return work.call("the " + which + " template", keys(writes), () -> template.apply(input));
        } catch (TooLongException e) {
            throw new PermanentException(Messages.excerpt(e.getMessage()), e);
        } catch (JsltException | ArithmeticException | NumberFormatException e) {
            throw new PermanentException("the " + which + " template: " + Messages.excerpt(e.toString()), e);
        } catch (StackOverflowError e) {
            throw new PermanentException("the " + which + " template: recursion without an end", e);
        }
    }

    private static String keys(JsonNode writes) {
        return writes.size() == 1 ? writes.at("/0/key").asText() : "a batch of " + writes.size() + " writes";
    }

    /** Names in lower case; what comes several times is joined, as HTTP allows. */
    private static ObjectNode headers(Answer answer) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        answer.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }

    private static void outcome(JsonNode item, Optional<String> lone, Map<String, Told> outcomes, Set<String> twice) {
        Optional<String> key = item.hasNonNull("key") ? Keys.text(item.path("key")) : lone;
        JsonNode status = item.path("status");
        if (key.isEmpty() || !status.canConvertToInt() || !status.isIntegralNumber()) {
            return;
        }
        JsonNode error = item.path("error");
        String message = error.isMissingNode() || error.isNull() ? "" : Keys.excerpt(error);
        Told before = outcomes.put(key.get(), new Told(status.intValue(), Keys.text(item.path("id")), message));
        if (before != null) {
            twice.add(key.get());
        }
    }
}
