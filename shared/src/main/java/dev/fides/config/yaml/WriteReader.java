package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.service.AbsentMembers;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.CreateOperation;
import dev.fides.config.service.WriteMethod;
import dev.fides.config.service.WriteOperation;
import dev.fides.config.service.Writes;
import dev.fides.config.source.Template;
import dev.fides.config.source.TemplateFiles;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Reads the requests that write to a target. */
final class WriteReader {

    /** What follows a part that is missing or at fault; never leaves the loader. */
    static final WriteOperation NO_WRITE = new WriteOperation(WriteMethod.PUT, Template.of("/"));

    private static final CreateOperation NO_CREATE =
            new CreateOperation(WriteMethod.POST, Template.of("/"), Optional.empty(), Optional.empty());

    private final Values values;
    private final KeyVariables key;
    private final RequestReader requests;

    WriteReader(Values values, KeyVariables key) {
        this.values = values;
        this.key = key;
        this.requests = new RequestReader(values);
    }

    /** Where both ways are given, the upsert is taken unless it cannot be: its path needs an id the target has not given. */
    Writes read(Section target, boolean assignsIds) {
        Optional<WriteOperation> upsert = target.part("upsert", this::put);
        Optional<CreateOperation> create = target.part("create", s -> create(s, assignsIds));
        Optional<WriteOperation> update = target.part("update", this::put);
        if (assignsIds) {
            missing(target, "create", "missing; needed when assignsIds is true");
            missing(target, "update", "missing; needed when assignsIds is true");
        } else if (target.has("create") || target.has("update")) {
            missing(target, "create", "missing; update alone cannot bring new documents into the target");
            missing(target, "update", "missing; create alone cannot change documents of the target");
        } else if (!target.has("upsert")) {
            target.fault("neither upsert nor create and update");
        }
        if (upsert.isPresent() && !assignsIds) {
            return new Writes.Upsert(upsert.get());
        }
        return new Writes.CreateAndUpdate(create.orElse(NO_CREATE), update.orElse(NO_WRITE));
    }

    private static void missing(Section target, String name, String reason) {
        if (!target.has(name)) {
            target.fault(name, reason);
        }
    }

    private WriteOperation write(Section write, WriteMethod defaultMethod) {
        return new WriteOperation(
                method(write, defaultMethod), requests.write(write, key.withId()), templates(write), Optional.empty());
    }

    private WriteOperation put(Section write) {
        WriteOperation read = write(write, WriteMethod.PUT);
        return new WriteOperation(read.method(), read.request(), read.templates(), absent(write));
    }

    /** Here null is a value, since it is what is sent. */
    private static Optional<AbsentMembers> absent(Section write) {
        JsonNode value = write.raw("absent");
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (value.isNull() || value.asText().equals("null")) {
            return Optional.of(AbsentMembers.NULL);
        }
        if (!value.asText().equals("keep")) {
            write.fault("absent", "expected null or keep, found " + Values.describe(value));
        }
        return Optional.of(AbsentMembers.KEEP);
    }

    private TemplateFiles templates(Section write) {
        return new TemplateFiles(write.maybe("request", values::fileName), write.maybe("response", values::fileName));
    }

    WriteOperation delete(Section delete) {
        WriteOperation read = write(delete, WriteMethod.DELETE);
        boolean bodyNamesIt = read.method() != WriteMethod.DELETE
                && read.templates().request().isPresent();
        if (!read.request().namesDocument()
                && !bodyNamesIt
                && !read.request().path().equals(RequestReader.ROOT)) {
            delete.fault(
                    "path",
                    "has neither {id} nor {key}, nor has the query, nor does a request template of a POST, PUT or PATCH"
                            + " name it in the body: it would delete something else");
        }
        return read;
    }

    private CreateOperation create(Section create, boolean assignsIds) {
        if (assignsIds && !create.has("id")) {
            create.fault("id", "missing; needed when assignsIds is true: where the response tells the id");
        }
        return new CreateOperation(
                method(create, WriteMethod.POST),
                requests.write(create, assignsIds ? key.names() : key.withId()),
                create.maybe("id", values::pointer),
                create.maybe("idempotencyHeader", values::headerName),
                templates(create));
    }

    private WriteMethod method(Section write, WriteMethod defaultMethod) {
        return write.optional("method", v -> values.oneOf(v, WriteMethod.class), defaultMethod);
    }

    BulkOperation bulk(Section bulk) {
        int max = bulk.optional("max", v -> values.integer(v, 1, 10_000), Defaults.WRITES_PER_BULK);
        return new BulkOperation(
                requests.write(bulk, Set.of()),
                bulk.optional("contentType", this::format, BulkFormat.JSON),
                bulk.required("request", values::fileName, Defaults.NO_FILE),
                bulk.required("response", values::fileName, Defaults.NO_FILE),
                bulk.optional("min", v -> values.integer(v, 1, max), Defaults.LEAST_WRITES_PER_BULK),
                max,
                bulk.optional("maxBytes", v -> values.integer(v, 1024, 100 << 20), Defaults.BULK_BYTES));
    }

    private BulkFormat format(JsonNode value) {
        return Arrays.stream(BulkFormat.values())
                .filter(format -> format.contentType().equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected application/json or application/x-ndjson," + " found " + Values.describe(value)));
    }
}
