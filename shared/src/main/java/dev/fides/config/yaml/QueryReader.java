package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.service.AbsentAnswer;
import dev.fides.config.service.FindOperation;
import dev.fides.config.service.GetMany;
import dev.fides.config.service.GetOne;
import dev.fides.config.service.Listing;
import dev.fides.config.source.Template;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the requests that ask a host or target for records. */
final class QueryReader {

    private static final Template ROOT = Template.of("/");

    private final Values values;
    private final PagingReader paging;

    QueryReader(Values values) {
        this.values = values;
        this.paging = new PagingReader(values);
    }

    Listing listing(Section list) {
        // Without it only a first page would be read, and the rest would look deleted: no default.
        PagingReader.Paged pages = list.requiredPart("paging", paging::read, PagingReader.Paged.ONE_PAGE);
        return new Listing(
                path(list, Set.of()),
                query(list, Set.of()),
                pointer(list, "records"),
                list.maybe("total", values::pointer),
                pages.paging(),
                pages.end());
    }

    GetOne getOne(Section get) {
        Set<String> variables = Set.of("key");
        GetOne read = new GetOne(
                path(get, variables),
                query(get, variables),
                get.optional("record", values::pointer, JsonPointer.empty()),
                new LinkedHashSet<>(get.list("gone", values::status).orElse(Defaults.GONE)),
                absent(get));
        mustUse("key", get, read.path(), read.query());
        return read;
    }

    private Optional<AbsentAnswer> absent(Section get) {
        if (get.raw("absent").isObject()) {
            return get.part(
                    "absent",
                    absent -> new AbsentAnswer.Condition(absent.required("condition", values::jslt, Defaults.NEVER)));
        }
        return get.maybe("absent", values::absentAnswer);
    }

    GetMany getMany(Section get) {
        Set<String> variables = Set.of("keys");
        GetMany read = new GetMany(
                path(get, variables),
                query(get, variables),
                get.optional("separator", values::text, Defaults.SEPARATOR),
                get.optional("max", v -> values.integer(v, 1, 1000), Defaults.KEYS_PER_REQUEST),
                pointer(get, "records"));
        mustUse("keys", get, read.path(), read.query());
        return read;
    }

    FindOperation find(Section find) {
        Set<String> variables = Set.of("key");
        FindOperation read = new FindOperation(
                path(find, variables),
                query(find, variables),
                pointer(find, "records"),
                pointer(find, "id"),
                find.optional("max", v -> values.integer(v, 1, 100), Defaults.MATCHES));
        mustUse("key", find, read.path(), read.query());
        return read;
    }

    JsonPointer pointer(Section section, String name) {
        return section.required(name, values::pointer, JsonPointer.empty());
    }

    private Template path(Section section, Set<String> variables) {
        return section.required("path", v -> values.path(v, variables), ROOT);
    }

    private Map<String, Template> query(Section section, Set<String> variables) {
        return section.entries("query", v -> values.template(v, variables));
    }

    /** Not said when the path itself is at fault. */
    private static void mustUse(String variable, Section section, Template path, Map<String, Template> query) {
        boolean used = path.variables().contains(variable)
                || query.values().stream().anyMatch(value -> value.variables().contains(variable));
        if (!used && !path.equals(ROOT)) {
            section.fault("neither path nor query has {" + variable + "}");
        }
    }
}
