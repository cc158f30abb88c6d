package dev.fides.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.bounds.LimitedWork;
import dev.fides.config.request.Variables;
import dev.fides.config.service.CreateOperation;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.WriteOperation;
import dev.fides.config.service.Writes;
import dev.fides.config.source.DefinitionSource;
import dev.fides.json.Json;
import dev.fides.model.Members;
import dev.fides.model.PermanentException;
import dev.fides.rest.call.Known;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Operation;
import dev.fides.rest.http.Request;
import dev.fides.target.TargetWrite;
import dev.fides.target.TargetWrite.Put;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The requests that write one document, and how their answers are read. */
public final class WriteRequests {

    private final TargetKind.Rest definition;
    private final ServiceConnection connection;
    private final WriteAnswers answers;
    private final Map<Operation, WriteTemplates> templates = new EnumMap<>(Operation.class);

    /**
     * @param files the folder of the definition, where the templates lie
     * @param work in which the templates run
     * @throws dev.fides.model.PermanentException when a template is missing or wrong
     */
    public WriteRequests(
            TargetKind.Rest definition,
            DefinitionSource files,
            ServiceConnection connection,
            WriteAnswers answers,
            LimitedWork work) {
        this.definition = definition;
        this.connection = connection;
        this.answers = answers;
        WriteTemplates.files(definition)
                .forEach((operation, names) -> templates.put(operation, WriteTemplates.of(names, files, work)));
    }

    /** A write as templates see it, alone in its array. */
    static ArrayNode alone(TargetWrite write, Operation operation, Optional<String> id) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(WriteTemplates.item(operation, write.key().value(), id, document(write, operation)));
    }

    /** The document as it is sent: what it lost is named where the target may hold it. */
    static Optional<JsonNode> document(TargetWrite write, Operation operation) {
        if (!(write instanceof Put put)) {
            return Optional.empty();
        }
        return Optional.of(
                operation == Operation.CREATE ? put.document() : Members.cleared(put.document(), put.lost()));
    }

    /**
     * The request for one write.
     *
     * @throws PermanentException when none can be made of it
     */
    Request of(TargetWrite write, Operation operation, Optional<String> id) {
        WriteOperation how = how(operation);
        Map<String, String> headers = new HashMap<>();
        Optional<byte[]> body = body(write, operation, id);
        if (operation == Operation.DELETE && body.isEmpty() && !how.request().namesDocument()) {
            throw new PermanentException(
                    "expected a body that names the document to delete, since the address does not;"
                            + " the request template made null of key " + write.key());
        }
        body.ifPresent(bytes -> headers.put("Content-Type", "application/json"));
        if (operation == Operation.CREATE && write instanceof Put put) {
            create().idempotencyHeader().ifPresent(name -> headers.put(name, put.idempotencyKey()));
        }
        Variables variables = variables(write, id);
        return new Request(how.method().name(), connection.addresses().of(how.request(), variables), headers, body)
                .withOwn(connection.addresses().headers(how.request(), variables));
    }

    private Optional<byte[]> body(TargetWrite write, Operation operation, Optional<String> id) {
        WriteTemplates made = templates.get(operation);
        if (made.makeRequests()) {
            return made.body(alone(write, operation, id));
        }
        return document(write, operation).map(Json::write);
    }

    /** How the answer to this write is read. */
    Function<Answer, Said> reading(TargetWrite write, Operation operation, Optional<String> id) {
        WriteTemplates made = templates.get(operation);
        return made.understandAnswers()
                ? answer -> answers.understood(answer, made, alone(write, operation, id))
                : answers::plain;
    }

    CreateOperation create() {
        return ((Writes.CreateAndUpdate) definition.writes()).create();
    }

    private WriteOperation how(Operation operation) {
        return switch (operation) {
            case UPSERT -> ((Writes.Upsert) definition.writes()).upsert();
            case CREATE ->
                new WriteOperation(create().method(), create().request(), create().templates(), Optional.empty());
            case UPDATE -> ((Writes.CreateAndUpdate) definition.writes()).update();
            case DELETE -> definition.delete();
        };
    }

    private static Variables variables(TargetWrite write, Optional<String> id) {
        Variables variables = Known.and(Variables.of(write.key()));
        return id.map(value -> variables.with(Variables.ID, value)).orElse(variables);
    }
}
