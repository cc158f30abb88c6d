package dev.fides.rest.write;

import dev.fides.config.TargetIds;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.Writes;
import dev.fides.json.Hashing;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.resilience.Attempts;
import dev.fides.rest.call.Keys;
import dev.fides.rest.call.TargetFinder;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Operation;
import dev.fides.rest.http.Request;
import dev.fides.rest.write.Said.Told;
import dev.fides.target.TargetWrite;
import dev.fides.target.TargetWrite.Delete;
import dev.fides.target.TargetWrite.Expectation;
import dev.fides.target.TargetWrite.Put;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Confirmed;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unavailable;
import dev.fides.target.WriteResult.Unknown;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes one document with one request, or with two where the target holds what was not expected. */
public final class SingleWriter {

    /** There was no answer with a status. */
    private static final int NO_STATUS = 0;

    private final TargetIds ids;
    private final TargetKind.Rest definition;
    private final WriteRequests requests;
    private final WriteAnswers answers;
    private final Optional<TargetFinder> finder;

    public SingleWriter(
            TargetIds ids,
            TargetKind.Rest definition,
            WriteRequests requests,
            WriteAnswers answers,
            Optional<TargetFinder> finder) {
        this.ids = ids;
        this.definition = definition;
        this.requests = requests;
        this.answers = answers;
        this.finder = finder;
    }

    /** Sends a write as one operation, whichever request does that. */
    @FunctionalInterface
    interface Sending {
        Sent send(TargetWrite write, Operation operation, Optional<String> id);
    }

    /** The operation that a write begins with. */
    public Operation operation(TargetWrite write) {
        if (!(write instanceof Put put)) {
            return Operation.DELETE;
        }
        if (definition.writes() instanceof Writes.Upsert) {
            return Operation.UPSERT;
        }
        // Who knows an id that the target gave has met the document, whether or not that was remembered as a success.
        boolean expected = put.expectation() == Expectation.EXISTS || finder.isPresent();
        return expected && id(put).isPresent() ? Operation.UPDATE : Operation.CREATE;
    }

    /** The id a document has in the target, where it has one already. */
    public Optional<String> id(TargetWrite write) {
        if (write instanceof Delete delete) {
            return Optional.of(delete.id());
        }
        Put put = (Put) write;
        return ids instanceof TargetIds.InDocument inDocument
                ? put.id().or(() -> Keys.text(put.document().at(inDocument.pointer())))
                : put.id();
    }

    /** Whether a repeated request does no harm: without an id of ours, a second create makes a second document. */
    public boolean repeatable(Operation operation) {
        return operation != Operation.CREATE || finder.isEmpty();
    }

    /**
     * The request that a write begins with.
     *
     * @throws dev.fides.model.PermanentException when none can be made of it
     */
    public Request request(TargetWrite write) {
        return requests.of(write, operation(write), id(write));
    }

    public WriteResult write(TargetWrite write) {
        return guarded(() -> {
            Operation operation = operation(write);
            Sent sent = send(write, operation, id(write));
            if (!sent.metOtherwise()) {
                return sent.result();
            }
            return write instanceof Put put
                    ? converted(put, operation, sent.result(), this::send)
                    : new Confirmed(Optional.empty());
        });
    }

    /**
     * Goes on after a create that met a document or an update that met none.
     *
     * @param refusal the result that stands when the other operation meets the opposite, as when a create collides with
     *     another document than the one of its id
     * @param sending how the other operation is sent
     */
    WriteResult convert(Put put, Operation operation, WriteResult refusal, Sending sending) {
        return guarded(() -> converted(put, operation, refusal, sending));
    }

    /** The confirmation of a create whose answer did not contain the id that the target gave. */
    public WriteResult identify(RecordKey key) {
        return guarded(() -> finder.orElseThrow()
                .find(key)
                .<WriteResult>map(id -> new Confirmed(Optional.of(id)))
                .orElseGet(() -> new Unknown(
                        "the target confirmed key " + key + ", but neither its answer nor a look-up tells the id")));
    }

    private interface Writing {
        WriteResult write();
    }

    private static WriteResult guarded(Writing writing) {
        try {
            return writing.write();
        } catch (RetryableException e) {
            return new Unavailable(e.getMessage(), e.retryAfter());
        } catch (FidesException e) {
            return new Refused(NO_STATUS, e.getMessage());
        }
    }

    private WriteResult converted(Put put, Operation from, WriteResult refusal, Sending sending) {
        Operation operation = from.converted();
        Optional<String> id = id(put);
        if (finder.isPresent()) {
            Optional<String> found = finder.get().find(put.key());
            if (found.isEmpty() && operation == Operation.UPDATE) {
                return refusal;
            }
            if (found.isPresent() && !found.equals(id)) {
                operation = Operation.UPDATE;
            }
            id = found.or(() -> id(put));
        }
        Sent sent = sending.send(operation == Operation.CREATE ? anew(put) : put, operation, id);
        return sent.metOtherwise() ? refusal : sent.result();
    }

    /** A document that has vanished: its first create must not be answered once more instead of another one. */
    private static Put anew(Put put) {
        String another = Hashing.textHash(List.of(put.idempotencyKey(), put.id().orElse("")))
                .text();
        return new Put(put.key(), put.id(), put.document(), put.expectation(), another, put.lost());
    }

    /** As the definition's own request for it. */
    Sent send(TargetWrite write, Operation operation, Optional<String> id) {
        Request request = requests.of(write, operation, id);
        Function<Answer, Said> reading = requests.reading(write, operation, id);
        boolean repeatable = repeatable(operation) || createHasIdempotencyKey();
        Attempts<Exchange> attempts = answers.send(request, reading, repeatable, operation::meetsOtherwise);
        if (attempts.last().orElse(null) instanceof Answer answer && reading.apply(answer) instanceof Told told) {
            if (answers.isSuccess(told.status())) {
                return new Sent(confirmed(write.key(), operation, id, answer, told), false);
            }
            return new Sent(answers.unconfirmed(request, reading, attempts), operation.meetsOtherwise(told.status()));
        }
        return new Sent(answers.unconfirmed(request, reading, attempts), false);
    }

    private boolean createHasIdempotencyKey() {
        return definition.writes() instanceof Writes.CreateAndUpdate writes
                && writes.create().idempotencyHeader().isPresent();
    }

    private WriteResult confirmed(RecordKey key, Operation operation, Optional<String> id, Answer answer, Told told) {
        if (finder.isEmpty() || operation == Operation.DELETE) {
            return new Confirmed(Optional.empty());
        }
        if (operation != Operation.CREATE) {
            return new Confirmed(id);
        }
        Optional<String> given = told.id().or(() -> givenId(answer));
        return given.isPresent() ? new Confirmed(given) : identify(key);
    }

    /** The id of a new document: where the definition says, else the end of the address in {@code Location}. */
    private Optional<String> givenId(Answer answer) {
        Optional<String> inBody = requests.create().id().flatMap(pointer -> {
            try {
                return Keys.text(Json.parse(answer.body()).at(pointer)).filter(text -> !text.isEmpty());
            } catch (InvalidJsonException e) {
                return Optional.empty();
            }
        });
        return inBody.or(() -> answer.headers().firstValue("Location").flatMap(SingleWriter::lastSegment));
    }

    private static Optional<String> lastSegment(String location) {
        String path = location.replaceFirst("[?#].*$", "");
        String segment = path.substring(path.lastIndexOf('/') + 1);
        try {
            return segment.isEmpty()
                    ? Optional.empty()
                    : Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
