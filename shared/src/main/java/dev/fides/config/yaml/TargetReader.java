package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.IdComparison;
import dev.fides.config.TargetDefinition;
import dev.fides.config.TargetIds;
import dev.fides.config.service.AbsentMembers;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.CreateOperation;
import dev.fides.config.service.FindOperation;
import dev.fides.config.service.ListedAs;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.TargetListing;
import dev.fides.config.service.WriteMethod;
import dev.fides.config.service.WriteOperation;
import dev.fides.config.service.Writes;
import dev.fides.config.source.Template;
import dev.fides.config.source.TemplateFiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code target}. */
final class TargetReader {

    private static final Set<String> ID_AND_KEY = Set.of("id", "key");

    /** What follows a part that is missing or at fault; never leaves the loader. */
    private static final WriteOperation NO_WRITE = new WriteOperation(WriteMethod.PUT, Template.of("/"));

    private static final FindOperation NO_FIND =
            new FindOperation(Template.of("/"), Map.of(), JsonPointer.empty(), JsonPointer.empty(), 1);

    private static final CreateOperation NO_CREATE =
            new CreateOperation(WriteMethod.POST, Template.of("/"), Optional.empty(), Optional.empty());

    /** What only REST services have. */
    private static final List<String> OF_REST = List.of(
            "baseUrl",
            "auth",
            "headers",
            "links",
            "tls",
            "upsert",
            "create",
            "update",
            "delete",
            "find",
            "bulk",
            "list",
            "success",
            "permanent");

    private final Values values;
    private final StoreClassReader classes;
    private final ConnectionReader connections;
    private final QueryReader queries;

    TargetReader(Values values) {
        this.values = values;
        this.classes = new StoreClassReader(values);
        this.connections = new ConnectionReader(values);
        this.queries = new QueryReader(values);
    }

    TargetDefinition read(Section target) {
        boolean assignsIds = target.optional("assignsIds", values::flag, false);
        Optional<JsonPointer> id = target.maybe("id", values::pointer);
        if (!assignsIds && !target.has("id")) {
            target.fault("id", "missing; needed unless assignsIds is true");
        }
        TargetKind kind = classes.has(target)
                ? new TargetKind.OwnClass(classes.read(target, OF_REST))
                : rest(target, assignsIds, id);
        TargetIds ids = assignsIds
                ? new TargetIds.AssignedByTarget()
                : new TargetIds.InDocument(id.orElse(JsonPointer.empty()), comparison(target));
        Duration timeout = connections.timeout(target);
        return new TargetDefinition(kind, ids, timeout, connections.resilience(target, timeout));
    }

    private TargetKind rest(Section target, boolean assignsIds, Optional<JsonPointer> id) {
        Set<Integer> success = statuses(target, "success", Defaults.SUCCESS);
        Set<Integer> permanent = statuses(target, "permanent", Defaults.PERMANENT);
        Set<Integer> both = new LinkedHashSet<>(success);
        if (both.retainAll(permanent) && !both.isEmpty()) {
            target.fault("permanent", both + " are in success as well");
        }
        return new TargetKind.Rest(
                connections.read(target),
                writes(target, assignsIds),
                target.requiredPart("delete", this::delete, NO_WRITE),
                find(target, assignsIds),
                target.part("bulk", this::bulk),
                target.part("list", list -> list(list, assignsIds, id)),
                success,
                permanent);
    }

    private IdComparison comparison(Section target) {
        return target.part("ids", ids -> ids.required("compare", values::idComparison, IdComparison.EXACT))
                .orElse(IdComparison.EXACT);
    }

    private Optional<FindOperation> find(Section target, boolean assignsIds) {
        Optional<FindOperation> find = target.part("find", queries::find);
        if (assignsIds && !target.has("find")) {
            target.fault("find", "missing; needed when assignsIds is true");
        }
        return assignsIds ? Optional.of(find.orElse(NO_FIND)) : find;
    }

    /** Where both ways are given, the upsert is taken unless it cannot be: its path needs an id the target has not given. */
    private Writes writes(Section target, boolean assignsIds) {
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
                method(write, defaultMethod),
                write.required("path", v -> values.path(v, ID_AND_KEY), NO_WRITE.path()),
                templates(write));
    }

    private WriteOperation put(Section write) {
        WriteOperation read = write(write, WriteMethod.PUT);
        return new WriteOperation(read.method(), read.path(), read.templates(), absent(write));
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

    private WriteOperation delete(Section delete) {
        WriteOperation read = write(delete, WriteMethod.DELETE);
        if (read.path().variables().isEmpty() && !read.path().equals(NO_WRITE.path())) {
            delete.fault("path", "has neither {id} nor {key}: it would delete something else");
        }
        return read;
    }

    private CreateOperation create(Section create, boolean assignsIds) {
        if (assignsIds && !create.has("id")) {
            create.fault("id", "missing; needed when assignsIds is true: where the response tells the id");
        }
        return new CreateOperation(
                method(create, WriteMethod.POST),
                create.required("path", v -> values.path(v, assignsIds ? Set.of("key") : ID_AND_KEY), NO_CREATE.path()),
                create.maybe("id", values::pointer),
                create.maybe("idempotencyHeader", values::headerName),
                templates(create));
    }

    private WriteMethod method(Section write, WriteMethod defaultMethod) {
        return write.optional("method", v -> values.oneOf(v, WriteMethod.class), defaultMethod);
    }

    private BulkOperation bulk(Section bulk) {
        int max = bulk.optional("max", v -> values.integer(v, 1, 10_000), Defaults.WRITES_PER_BULK);
        return new BulkOperation(
                bulk.required("path", v -> values.path(v, Set.of()), NO_WRITE.path()),
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

    private TargetListing list(Section list, boolean assignsIds, Optional<JsonPointer> documentId) {
        JsonPointer key = queries.pointer(list, "key");
        if (assignsIds && !list.has("id")) {
            list.fault("id", "missing; needed when assignsIds is true");
        }
        JsonPointer id = list.maybe("id", values::pointer).or(() -> documentId).orElse(key);
        return new TargetListing(
                queries.listing(list),
                key,
                id,
                list.optional("document", this::listedAs, new ListedAs.At(JsonPointer.empty())),
                list.maybe("normalize", values::fileName),
                list.optional("complete", values::flag, false));
    }

    /** Names of files begin with no slash, and pointers with one. */
    private ListedAs listedAs(JsonNode value) {
        boolean pointer = value.asText().isEmpty() || value.asText().startsWith("/");
        return pointer ? new ListedAs.At(values.pointer(value)) : new ListedAs.MadeBy(values.fileName(value));
    }

    private Set<Integer> statuses(Section target, String name, List<Integer> defaults) {
        return new LinkedHashSet<>(target.list(name, values::status).orElse(defaults));
    }
}
