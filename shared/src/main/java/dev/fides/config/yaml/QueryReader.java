package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.request.Variables;
import dev.fides.config.service.AbsentAnswer;
import dev.fides.config.service.FindOperation;
import dev.fides.config.service.GetMany;
import dev.fides.config.service.GetOne;
import dev.fides.config.service.Listing;
import dev.fides.config.service.Paging;
import dev.fides.config.source.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the requests that ask a host or target for records. */
final class QueryReader {

    private static final String RECORD = "record";
    private static final String PAGING = "paging";
    private static final String TOTAL = "total";

    private final Values values;
    private final RequestReader requests;
    private final SliceReader slices;
    private final PagingReader paging;

    QueryReader(Values values) {
        this.values = values;
        this.requests = new RequestReader(values);
        this.slices = new SliceReader(requests);
        this.paging = new PagingReader(values);
    }

    /** A query for all records by one request, page after page. */
    Listing listing(Section list) {
        ReadRequest request = requests.read(list, PagingReader.variables(list.raw(PAGING)));
        return listing(list, request, List.of());
    }

    /** The same, or by several requests that each ask for a part of the records. */
    Listing slicedListing(Section list) {
        Set<String> variables = PagingReader.variables(list.raw(PAGING));
        ReadRequest request = requests.read(list, variables);
        return listing(list, request, slices.read(list, request, variables));
    }

    private Listing listing(Section list, ReadRequest request, List<ReadRequest> sliced) {
        Set<String> used = new LinkedHashSet<>(
                sliced.isEmpty() ? request.variables() : sliced.get(0).variables());
        sliced.forEach(slice -> used.retainAll(slice.variables()));
        // What leads to the next page has to be in each of them; the size has to be known as soon as one says it.
        if (sliced.stream().anyMatch(slice -> slice.variables().contains(Variables.SIZE))) {
            used.add(Variables.SIZE);
        }
        // Without it only a first page would be read, and the rest would look deleted: no default.
        PagingReader.Paged pages =
                list.requiredPart(PAGING, part -> paging.read(part, used), PagingReader.Paged.ONE_PAGE);
        if (pages.paging() instanceof Paging.Scroll && !list.has(TOTAL)) {
            list.fault(
                    TOTAL,
                    "missing; the pages of a scroll cannot be asked for again, and only by the total a lost one is"
                            + " noticed");
        }
        return new Listing(
                request,
                pages.next(),
                sliced,
                pointer(list, "records"),
                record(list),
                list.maybe(TOTAL, values::pointer),
                pages.paging(),
                pages.end());
    }

    GetOne getOne(Section get, KeyVariables key) {
        GetOne read = new GetOne(
                requests.read(get, key.names()),
                record(get),
                new LinkedHashSet<>(get.list("gone", values::status).orElse(Defaults.GONE)),
                absent(get));
        mustUse(key.names(), get, read.request());
        return read;
    }

    private Optional<AbsentAnswer> absent(Section get) {
        if (get.raw("absent").isObject()) {
            return get.part(
                    "absent",
                    absent -> new AbsentAnswer.Condition(absent.required("condition", values::jslt, Defaults.NEVER)));
        }
        return get.maybe("absent", QueryReader::absentAnswer);
    }

    GetMany getMany(Section get) {
        Set<String> variables = Set.of(Variables.KEYS);
        GetMany read = new GetMany(
                requests.read(get, variables),
                get.optional("separator", values::text, Defaults.SEPARATOR),
                get.optional("max", v -> values.integer(v, 1, 1000), Defaults.KEYS_PER_REQUEST),
                pointer(get, "records"),
                record(get));
        mustUse(variables, get, read.request());
        return read;
    }

    FindOperation find(Section find, KeyVariables key) {
        FindOperation read = new FindOperation(
                requests.read(find, key.names()),
                pointer(find, "records"),
                record(find),
                pointer(find, "id"),
                find.optional("max", v -> values.integer(v, 1, 100), Defaults.MATCHES));
        mustUse(key.names(), find, read.request());
        return read;
    }

    JsonPointer pointer(Section section, String name) {
        return section.required(name, values::pointer, JsonPointer.empty());
    }

    private JsonPointer record(Section section) {
        return section.optional(RECORD, values::pointer, JsonPointer.empty());
    }

    /** One of the variables that say which record is asked for. Not said when the path itself is at fault. */
    private static void mustUse(Set<String> variables, Section section, ReadRequest request) {
        boolean used = request.variables().stream().anyMatch(variables::contains);
        if (!used && !request.path().equals(RequestReader.ROOT)) {
            section.fault("neither path nor query has {" + variables.iterator().next()
                    + "}, nor have headers and body: it would ask for something else");
        }
    }

    /** One of the forms of an absent record that have a name. */
    private static AbsentAnswer absentAnswer(JsonNode value) {
        return switch (value.isTextual() ? value.textValue() : "") {
            case "noRecord" -> new AbsentAnswer.NoRecord();
            case "emptyList" -> new AbsentAnswer.EmptyList();
            default ->
                throw new IllegalArgumentException(
                        "expected noRecord, emptyList or { condition: a JSLT expression }, found "
                                + Values.describe(value)
                                + (value.isTextual()
                                        ? Spelling.didYouMean(value.textValue(), Set.of("noRecord", "emptyList"))
                                        : ""));
        };
    }
}
