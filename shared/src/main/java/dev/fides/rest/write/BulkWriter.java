package dev.fides.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.service.BulkOperation;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.FidesException;
import dev.fides.model.PermanentException;
import dev.fides.resilience.Attempts;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Operation;
import dev.fides.rest.http.Request;
import dev.fides.rest.write.BulkTemplates.Outcome;
import dev.fides.target.TargetWrite;
import dev.fides.target.TargetWrite.Put;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Confirmed;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes many documents with one request. A request that is too large, or refused whole, is halved until what is wrong
 * with it is alone; every write gets exactly one result.
 */
public final class BulkWriter {

    private static final int TOO_LARGE = 413;
    private static final int NO_STATUS = 0;

    private final BulkOperation bulk;
    private final BulkTemplates templates;
    private final ServiceConnection connection;
    private final WriteAnswers answers;
    private final SingleWriter single;
    private final Parallel parallel;

    public BulkWriter(
            BulkOperation bulk,
            BulkTemplates templates,
            ServiceConnection connection,
            WriteAnswers answers,
            SingleWriter single,
            Parallel parallel) {
        this.bulk = bulk;
        this.templates = templates;
        this.connection = connection;
        this.answers = answers;
        this.single = single;
        this.parallel = parallel;
    }

    /** One write with what a bulk request says of it. */
    private record Item(TargetWrite write, Operation operation, ObjectNode json) {
        String key() {
            return write.key().value();
        }
    }

    /** One result for each write, in the same order. */
    public List<WriteResult> write(List<TargetWrite> writes) {
        List<WriteResult> results = new ArrayList<>(writes.size());
        parallel.map(parts(writes), this::send, part -> same(part, new Unknown("interrupted while writing")))
                .forEach(results::addAll);
        return results;
    }

    private Item item(TargetWrite write) {
        Operation operation = single.operation(write);
        Optional<JsonNode> document = write instanceof Put put ? Optional.of(put.document()) : Optional.empty();
        return new Item(
                write, operation, BulkTemplates.item(operation, write.key().value(), single.id(write), document));
    }

    /** Parts of at most the allowed number whose documents alone do not exceed the allowed size. */
    private List<List<Item>> parts(List<TargetWrite> writes) {
        List<List<Item>> parts = new ArrayList<>();
        List<Item> part = new ArrayList<>();
        long bytes = 0;
        for (TargetWrite write : writes) {
            Item item = item(write);
            int size = write instanceof Put put ? Json.write(put.document()).length : 0;
            if (!part.isEmpty() && (part.size() == bulk.max() || bytes + size > bulk.maxBytes())) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(item);
            bytes += size;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static List<WriteResult> same(List<Item> part, WriteResult result) {
        return Collections.nCopies(part.size(), result);
    }

    private List<WriteResult> send(List<Item> part) {
        ArrayNode writes = JsonNodeFactory.instance.arrayNode();
        part.forEach(item -> writes.add(item.json()));
        byte[] body;
        try {
            body = templates.body(writes);
        } catch (PermanentException e) {
            return halvedOr(part, () -> new Refused(NO_STATUS, e.getMessage()));
        }
        if (body.length > bulk.maxBytes()) {
            return halvedOr(part, () -> single.write(part.get(0).write()));
        }
        Request request;
        try {
            request = Request.withBody(
                    "POST",
                    connection.addresses().of(bulk.path(), Map.of(), Map.of(), Map.of()),
                    bulk.format().contentType(),
                    body);
        } catch (FidesException e) {
            return same(part, new Refused(NO_STATUS, e.getMessage()));
        }
        return send(part, writes, request);
    }

    private List<WriteResult> send(List<Item> part, ArrayNode writes, Request request) {
        boolean repeatable = part.stream().allMatch(item -> single.repeatable(item.operation()));
        Attempts<Exchange> attempts = answers.send(request, repeatable, status -> status == TOO_LARGE);
        if (attempts.last().orElse(null) instanceof Answer answer) {
            int status = answer.status();
            if (status >= 200 && status < 300) {
                return results(part, writes, request, answer);
            }
            if (status == TOO_LARGE || answers.isPermanent(status)) {
                return halvedOr(part, () -> new Refused(status, connection.describe(request, answer)));
            }
        }
        return same(part, answers.unconfirmed(request, attempts));
    }

    private interface Alone {
        WriteResult result();
    }

    private List<WriteResult> halvedOr(List<Item> part, Alone alone) {
        if (part.size() == 1) {
            return List.of(alone.result());
        }
        int middle = part.size() / 2;
        List<WriteResult> results = new ArrayList<>(send(part.subList(0, middle)));
        results.addAll(send(part.subList(middle, part.size())));
        return results;
    }

    private List<WriteResult> results(List<Item> part, ArrayNode writes, Request request, Answer answer) {
        Map<String, Outcome> outcomes;
        try {
            outcomes = templates.outcomes(answer.status(), body(answer), writes);
        } catch (InvalidJsonException | PermanentException e) {
            return same(
                    part, new Unknown(connection.describe(request, answer) + "; " + connection.redact(e.getMessage())));
        }
        Optional<Duration> retryAfter = connection.retryAfter(answer);
        return part.stream()
                .map(item -> Optional.ofNullable(outcomes.get(item.key()))
                        .map(outcome -> result(item, outcome, request, retryAfter))
                        .orElseGet(() -> new Unknown(connection.describe(
                                request, "the answer does not tell what became of key " + item.key()))))
                .toList();
    }

    /** An answer in lines is an array of them. */
    private JsonNode body(Answer answer) {
        boolean lines = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(BulkFormat.NDJSON.contentType()))
                .isPresent();
        if (!lines) {
            return answer.body().length == 0 ? JsonNodeFactory.instance.nullNode() : Json.parse(answer.body());
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> array.add(Json.parse(line)));
        return array;
    }

    private WriteResult result(Item item, Outcome outcome, Request request, Optional<Duration> retryAfter) {
        int status = outcome.status();
        if (answers.isSuccess(status)) {
            return confirmed(item, outcome);
        }
        String message = connection.describe(
                request,
                "key " + item.key() + ": status " + status
                        + (outcome.error().isEmpty() ? "" : ": " + connection.redact(outcome.error())));
        WriteResult result = answers.unconfirmed(status, message, retryAfter);
        if (!item.operation().meetsOtherwise(status)) {
            return result;
        }
        return item.write() instanceof Put put
                ? single.convert(put, item.operation(), result)
                : new Confirmed(Optional.empty());
    }

    private WriteResult confirmed(Item item, Outcome outcome) {
        if (single.repeatable(Operation.CREATE) || item.operation() == Operation.DELETE) {
            return new Confirmed(Optional.empty());
        }
        Optional<String> id = item.operation() == Operation.CREATE ? outcome.id() : single.id(item.write());
        return id.isPresent() ? new Confirmed(id) : single.identify(item.write().key());
    }
}
