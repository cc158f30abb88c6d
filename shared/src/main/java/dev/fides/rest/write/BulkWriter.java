package dev.fides.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.bounds.TooLongException;
import dev.fides.config.request.Variables;
import dev.fides.config.service.BulkOperation;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.FidesException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.resilience.Attempts;
import dev.fides.rest.call.Known;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Operation;
import dev.fides.rest.http.Request;
import dev.fides.rest.write.Said.Told;
import dev.fides.target.TargetWrite;
import dev.fides.target.TargetWrite.Put;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Confirmed;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unavailable;
import dev.fides.target.WriteResult.Unknown;
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

    /** Each takes as long as a template may; a batch must be done well before its message's lock ends. */
    private static final int MOST_TOO_LONG = 5;

    private static final Sent LEFT_FOR_LATER = new Sent(
            new Unavailable(
                    "not sent: the request template took too long for " + MOST_TOO_LONG + " other writes of this batch",
                    Optional.empty()),
            false);

    private final BulkOperation bulk;
    private final WriteTemplates templates;
    private final ServiceConnection connection;
    private final WriteAnswers answers;
    private final SingleWriter single;
    private final Parallel parallel;

    public BulkWriter(
            BulkOperation bulk,
            WriteTemplates templates,
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
    private record Item(TargetWrite write, Operation operation, Optional<String> id, ObjectNode json) {
        String key() {
            return write.key().value();
        }
    }

    /** One result for each write, in the same order. */
    public List<WriteResult> write(List<TargetWrite> writes) {
        List<WriteResult> results = new ArrayList<>(writes.size());
        parallel.map(parts(writes), this::sendAndConvert, BulkWriter::interrupted)
                .forEach(results::addAll);
        return results;
    }

    private static List<WriteResult> interrupted(List<Item> part) {
        return part.stream()
                .<WriteResult>map(item -> new Unknown(
                        "interrupted while writing key " + item.write().key()))
                .toList();
    }

    private List<WriteResult> sendAndConvert(List<Item> part) {
        List<Sent> sent = send(part);
        List<WriteResult> results = new ArrayList<>(part.size());
        for (int i = 0; i < part.size(); i++) {
            results.add(converted(part.get(i), sent.get(i)));
        }
        return results;
    }

    /** What cannot be done as it was meant is done the other way, by itself. */
    private WriteResult converted(Item item, Sent sent) {
        if (!sent.metOtherwise()) {
            return sent.result();
        }
        return item.write() instanceof Put put
                ? single.convert(put, item.operation(), sent.result(), bulk.min() == 1 ? this::sendAlone : single::send)
                : new Confirmed(Optional.empty());
    }

    private Sent sendAlone(TargetWrite write, Operation operation, Optional<String> id) {
        return send(List.of(item(write, operation, id))).get(0);
    }

    private Item item(TargetWrite write) {
        return item(write, single.operation(write), single.id(write));
    }

    private static Item item(TargetWrite write, Operation operation, Optional<String> id) {
        Optional<JsonNode> document = WriteRequests.document(write, operation);
        return new Item(
                write, operation, id, WriteTemplates.item(operation, write.key().value(), id, document));
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

    private static List<Sent> same(List<Item> part, WriteResult result) {
        return Collections.nCopies(part.size(), new Sent(result, false));
    }

    private List<Sent> send(List<Item> part) {
        ArrayNode writes = JsonNodeFactory.instance.arrayNode();
        part.forEach(item -> writes.add(item.json()));
        byte[] body;
        try {
            body = body(writes);
        } catch (RetryableException e) {
            return same(part, new Unavailable(e.getMessage(), e.retryAfter()));
        } catch (PermanentException e) {
            if (e.getCause() instanceof TooLongException && part.size() > 1) {
                return eachAlone(part);
            }
            return halvedOr(part, () -> new Sent(new Refused(NO_STATUS, e.getMessage()), false));
        }
        if (body.length > bulk.maxBytes()) {
            return halvedOr(part, () -> sendSingly(part.get(0)));
        }
        Request request;
        try {
            request = request(body);
        } catch (FidesException e) {
            return same(part, new Refused(NO_STATUS, e.getMessage()));
        }
        return send(part, writes, request);
    }

    private byte[] body(ArrayNode writes) {
        return templates
                .body(writes)
                .orElseThrow(() -> new PermanentException("the request template made null, expected a body"));
    }

    private Request request(byte[] body) {
        Variables known = Known.and(Variables.none());
        return Request.withBody(
                        "POST",
                        connection.addresses().of(bulk.address(), known),
                        bulk.format().contentType(),
                        body)
                .withOwn(connection.addresses().headers(bulk.address(), known));
    }

    /**
     * The request that one write alone would be sent with.
     *
     * @throws PermanentException when none can be made of it
     */
    public Request request(TargetWrite write) {
        byte[] body = body(JsonNodeFactory.instance.arrayNode().add(item(write).json()));
        return body.length > bulk.maxBytes() ? single.request(write) : request(body);
    }

    /** What is too large for such a request even alone. */
    private Sent sendSingly(Item item) {
        return new Sent(single.write(item.write()), false);
    }

    /** By its status, unless somebody else answered in the target's name; what it says of each write comes later. */
    private Said whole(Answer answer) {
        Told status = new Told(answer.status());
        return WriteAnswers.is2xx(answer.status()) ? answers.whose(answer).orElse(status) : status;
    }

    private List<Sent> send(List<Item> part, ArrayNode writes, Request request) {
        boolean repeatable = part.stream().allMatch(item -> single.repeatable(item.operation()));
        Attempts<Exchange> attempts = answers.send(request, this::whole, repeatable, status -> status == TOO_LARGE);
        if (attempts.last().orElse(null) instanceof Answer answer && whole(answer) instanceof Told told) {
            int status = told.status();
            if (WriteAnswers.is2xx(status)) {
                return results(part, writes, request, answer);
            }
            if (status == TOO_LARGE || answers.isPermanent(status)) {
                return halvedOr(part, () -> new Sent(new Refused(status, connection.describe(request, answer)), false));
            }
        }
        return same(part, answers.unconfirmed(request, this::whole, attempts));
    }

    /** Halves would take too long again, several times; and so would all, where it is not the fault of a few documents. */
    private List<Sent> eachAlone(List<Item> part) {
        List<Sent> sent = new ArrayList<>();
        int tooLong = 0;
        for (Item item : part) {
            Sent alone = tooLong < MOST_TOO_LONG ? send(List.of(item)).get(0) : LEFT_FOR_LATER;
            tooLong += alone.result() instanceof Refused refused && refused.status() == NO_STATUS ? 1 : 0;
            sent.add(alone);
        }
        return sent;
    }

    private interface Alone {
        Sent sent();
    }

    private List<Sent> halvedOr(List<Item> part, Alone alone) {
        if (part.size() == 1) {
            return List.of(alone.sent());
        }
        int middle = part.size() / 2;
        List<Sent> sent = new ArrayList<>(send(part.subList(0, middle)));
        sent.addAll(send(part.subList(middle, part.size())));
        return sent;
    }

    private List<Sent> results(List<Item> part, ArrayNode writes, Request request, Answer answer) {
        Map<String, Told> outcomes;
        try {
            outcomes = templates.outcomes(answer, WriteAnswers.body(answer), writes);
        } catch (InvalidJsonException | PermanentException e) {
            return same(
                    part, new Unknown(connection.describe(request, answer) + "; " + connection.redact(e.getMessage())));
        }
        Optional<Duration> retryAfter = connection.retryAfter(answer);
        return part.stream()
                .map(item -> Optional.ofNullable(outcomes.get(item.key()))
                        .map(told -> sent(item, told, request, retryAfter))
                        .orElseGet(() -> untold(item, request)))
                .toList();
    }

    private Sent untold(Item item, Request request) {
        return new Sent(
                new Unknown(connection.describe(request, "the answer does not tell what became of key " + item.key())),
                false);
    }

    private Sent sent(Item item, Told told, Request request, Optional<Duration> retryAfter) {
        int status = told.status();
        if (answers.isSuccess(status)) {
            return new Sent(confirmed(item, told), false);
        }
        String message = connection.describe(request, "key " + item.key() + ": status " + status + answers.error(told));
        return new Sent(
                answers.unconfirmed(status, message, retryAfter),
                item.operation().meetsOtherwise(status));
    }

    private WriteResult confirmed(Item item, Told told) {
        if (single.repeatable(Operation.CREATE) || item.operation() == Operation.DELETE) {
            return new Confirmed(Optional.empty());
        }
        Optional<String> id = item.operation() == Operation.CREATE ? told.id() : item.id();
        return id.isPresent() ? new Confirmed(id) : single.identify(item.write().key());
    }
}
