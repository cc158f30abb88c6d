package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.IdComparison;
import dev.fides.config.TargetDefinition;
import dev.fides.config.TargetIds;
import dev.fides.config.service.FindOperation;
import dev.fides.config.service.ListedAs;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.TargetListing;
import dev.fides.config.service.TargetListing.ListedKey;
import dev.fides.config.source.Template;
import dev.fides.model.KeyPointers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code target}. */
final class TargetReader {

    /** What follows a part that is missing or at fault; never leaves the loader. */
    private static final FindOperation NO_FIND =
            new FindOperation(Template.of("/"), Map.of(), JsonPointer.empty(), JsonPointer.empty(), 1);

    private static final ListedKey NO_KEY = new ListedKey.At(new KeyPointers(JsonPointer.empty()));

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

    /** @param key the variables that stand for a key of the host */
    TargetDefinition read(Section target, KeyVariables key) {
        boolean assignsIds = target.optional("assignsIds", values::flag, false);
        Optional<JsonPointer> id = target.maybe("id", values::pointer);
        if (!assignsIds && !target.has("id")) {
            target.fault("id", "missing; needed unless assignsIds is true");
        }
        TargetKind kind = classes.has(target)
                ? new TargetKind.OwnClass(classes.read(target, OF_REST))
                : rest(target, assignsIds, id, key);
        TargetIds ids = assignsIds
                ? new TargetIds.AssignedByTarget()
                : new TargetIds.InDocument(id.orElse(JsonPointer.empty()), comparison(target));
        Duration timeout = connections.timeout(target);
        return new TargetDefinition(kind, ids, timeout, connections.resilience(target, timeout));
    }

    private TargetKind rest(Section target, boolean assignsIds, Optional<JsonPointer> id, KeyVariables key) {
        WriteReader writes = new WriteReader(values, key);
        Set<Integer> success = statuses(target, "success", Defaults.SUCCESS);
        Set<Integer> permanent = statuses(target, "permanent", Defaults.PERMANENT);
        Set<Integer> both = new LinkedHashSet<>(success);
        if (both.retainAll(permanent) && !both.isEmpty()) {
            target.fault("permanent", both + " are in success as well");
        }
        return new TargetKind.Rest(
                connections.read(target),
                writes.read(target, assignsIds),
                target.requiredPart("delete", writes::delete, WriteReader.NO_WRITE),
                find(target, assignsIds, key),
                target.part("bulk", writes::bulk),
                target.part("list", list -> list(list, assignsIds, id)),
                success,
                permanent);
    }

    private IdComparison comparison(Section target) {
        return target.part("ids", ids -> ids.required("compare", TargetReader::idComparison, IdComparison.EXACT))
                .orElse(IdComparison.EXACT);
    }

    private Optional<FindOperation> find(Section target, boolean assignsIds, KeyVariables key) {
        Optional<FindOperation> find = target.part("find", part -> queries.find(part, key));
        if (assignsIds && !target.has("find")) {
            target.fault("find", "missing; needed when assignsIds is true");
        }
        return assignsIds ? Optional.of(find.orElse(NO_FIND)) : find;
    }

    private TargetListing list(Section list, boolean assignsIds, Optional<JsonPointer> documentId) {
        ListedKey key = list.raw("key").isArray()
                ? new ListedKey.At(values.keyParts(list, "key", values::pointer))
                : list.required("key", this::listedKey, NO_KEY);
        if (assignsIds && !list.has("id")) {
            list.fault("id", "missing; needed when assignsIds is true");
        }
        JsonPointer id = list.maybe("id", values::pointer)
                .or(() -> documentId)
                .orElse(key instanceof ListedKey.At at ? at.pointers().parts().get(0) : JsonPointer.empty());
        return new TargetListing(
                queries.listing(list),
                key,
                id,
                list.optional("document", this::listedAs, new ListedAs.At(JsonPointer.empty())),
                list.maybe("normalize", values::fileName),
                list.optional("complete", values::flag, false));
    }

    private ListedKey listedKey(JsonNode value) {
        return isPointer(value)
                ? new ListedKey.At(new KeyPointers(values.pointer(value)))
                : new ListedKey.MadeBy(values.fileName(value));
    }

    /** Names of files begin with no slash, and pointers with one. */
    private static boolean isPointer(JsonNode value) {
        return value.asText().isEmpty() || value.asText().startsWith("/");
    }

    private ListedAs listedAs(JsonNode value) {
        return isPointer(value) ? new ListedAs.At(values.pointer(value)) : new ListedAs.MadeBy(values.fileName(value));
    }

    private Set<Integer> statuses(Section target, String name, List<Integer> defaults) {
        return new LinkedHashSet<>(target.list(name, values::status).orElse(defaults));
    }

    /** What a target takes for the same id. */
    private static IdComparison idComparison(JsonNode value) {
        if (value.isTextual() && value.textValue().equals("exact")) {
            return IdComparison.EXACT;
        } else if (value.isTextual() && value.textValue().equals("ignoreCase")) {
            return IdComparison.IGNORE_CASE;
        }
        throw Values.expected("exact or ignoreCase", value);
    }
}
