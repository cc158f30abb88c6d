package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.request.Variables;
import dev.fides.config.service.Listing;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import dev.fides.config.source.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code paging}. */
final class PagingReader {

    private static final List<String> TYPES =
            List.of("nextLink", "linkHeader", "page", "offset", "cursor", "scroll", "lastKey", "searchAfter", "none");

    /** What follows a part at fault; never leaves the loader. */
    private static final Paging.NextLink NO_LINK = new Paging.NextLink(JsonPointer.empty());

    private static final String SAME_TOKEN = "sameToken";
    private static final String SAME_PAGE = "samePage";

    private static final Set<String> OF_TOKENS = Set.of(Variables.SIZE, Variables.CURSOR);

    private final Values values;
    private final RequestReader requests;

    PagingReader(Values values) {
        this.values = values;
        this.requests = new RequestReader(values);
    }

    /**
     * How one gets from page to page, and how one sees that there is no more.
     *
     * @param next asks for the pages after the first, where another request does
     */
    record Paged(Paging paging, Listing.End end, Optional<ReadRequest> next) {

        static final Paged ONE_PAGE = new Paged(new Paging.None(), Listing.End.PLAIN, Optional.empty());
    }

    /** What a request may say of its page. */
    static Set<String> variables(JsonNode paging) {
        String type = paging.path("type").asText();
        return switch (type) {
            case "page" -> Set.of(Variables.SIZE, Variables.PAGE);
            case "offset" -> Set.of(Variables.SIZE, Variables.OFFSET);
            case "cursor", "scroll", "lastKey", "searchAfter" -> OF_TOKENS;
            default -> Set.of();
        };
    }

    /** @param used the variables that the request has */
    Paged read(Section paging, Set<String> used) {
        Optional<ReadRequest> next = next(paging);
        Paging style =
                style(paging, next.map(request -> usedWith(used, request)).orElse(used));
        return new Paged(style, end(paging, style), next);
    }

    /** Only where a token is all that is needed to go on. */
    private Optional<ReadRequest> next(Section paging) {
        String type = paging.raw("type").asText();
        return type.equals("cursor") || type.equals("scroll")
                ? paging.part("next", part -> requests.read(part, OF_TOKENS))
                : Optional.empty();
    }

    /** The first request has no token to send, and the size is said by either. */
    private static Set<String> usedWith(Set<String> used, ReadRequest next) {
        Set<String> both = new LinkedHashSet<>(next.variables());
        if (used.contains(Variables.SIZE)) {
            both.add(Variables.SIZE);
        }
        return both;
    }

    private Listing.End end(Section paging, Paging style) {
        if (!paging.has("end")) {
            return Listing.End.PLAIN;
        }
        if (style instanceof Paging.None) {
            paging.fault("end", "a listing without pages ends with its only one");
        }
        if (paging.raw("end").isArray()) {
            return new Listing.End(
                    new LinkedHashSet<>(paging.list("end", values::status).orElse(List.of())), false, false);
        }
        String word = paging.optional("end", values::word, "");
        boolean counted = style instanceof Paging.Page || style instanceof Paging.Offset;
        boolean byToken = !counted
                && !(style instanceof Paging.LastKey)
                && !(style instanceof Paging.SearchAfter)
                && !(style instanceof Paging.Scroll);
        if (word.equals(SAME_TOKEN) && byToken) {
            return new Listing.End(Set.of(), true, false);
        }
        if (word.equals(SAME_PAGE) && counted) {
            return new Listing.End(Set.of(), false, true);
        }
        paging.fault(
                "end",
                "expected a list of statuses such as [404]"
                        + (counted ? ", or " + SAME_PAGE : byToken ? ", or " + SAME_TOKEN : "") + ", found " + word);
        return Listing.End.PLAIN;
    }

    private Paging style(Section paging, Set<String> used) {
        String type = paging.required("type", values::word, "");
        return switch (type) {
            case "nextLink" -> nextLink(paging);
            case "linkHeader" -> new Paging.LinkHeader();
            case "page" ->
                new Paging.Page(
                        parameter(paging, Variables.PAGE, used),
                        first(paging, Defaults.FIRST_PAGE),
                        size(paging, used));
            case "offset" ->
                new Paging.Offset(
                        parameter(paging, Variables.OFFSET, used),
                        first(paging, Defaults.FIRST_RECORD),
                        size(paging, used));
            case "cursor" ->
                new Paging.Cursor(parameter(paging, Variables.CURSOR, used), pointer(paging), size(paging, used));
            case "scroll" ->
                new Paging.Scroll(parameter(paging, Variables.CURSOR, used), pointer(paging), size(paging, used));
            case "lastKey" ->
                new Paging.LastKey(
                        parameter(paging, Variables.CURSOR, used),
                        size(paging, used),
                        paging.optional("inclusive", values::flag, false));
            case "searchAfter" ->
                new Paging.SearchAfter(
                        parameter(paging, Variables.CURSOR, used), sortValues(paging), size(paging, used));
            case "none" -> new Paging.None();
            default -> {
                if (!type.isEmpty()) {
                    paging.fault("type", "unknown type; expected one of " + TYPES + Spelling.didYouMean(type, TYPES));
                }
                paging.acceptTheRest();
                yield new Paging.None();
            }
        };
    }

    private Paging nextLink(Section paging) {
        if (!paging.has("link")) {
            return new Paging.NextLink(pointer(paging));
        }
        if (paging.has("pointer")) {
            paging.fault("pointer and link: a page has one of them");
        }
        return paging.part("link", this::relation).orElse(NO_LINK);
    }

    private Paging.NextLink relation(Section link) {
        Map<String, String> where = link.entries("where", values::text);
        if (where.isEmpty()) {
            link.fault("where", "missing; expected the members that tell the link to the next page from others");
        }
        return new Paging.NextLink(
                link.required("list", values::pointer, JsonPointer.empty()),
                Optional.of(
                        new Paging.Relation(where, link.required("url", this::memberOrPointer, JsonPointer.empty()))));
    }

    /** A name without a slash is that of a member. */
    private JsonPointer memberOrPointer(JsonNode value) {
        String text = values.word(value);
        return text.startsWith("/") || text.isEmpty()
                ? values.pointer(value)
                : JsonPointer.empty().appendProperty(text);
    }

    private Paging.SortValues sortValues(Section paging) {
        if (paging.raw("values").isArray()) {
            List<JsonPointer> pointers = paging.list("values", values::pointer).orElse(List.of());
            if (pointers.isEmpty()) {
                paging.fault("values", "expected where an item has its sort values, found none");
            }
            return new Paging.SortValues.Each(pointers);
        }
        return new Paging.SortValues.At(paging.required("values", values::pointer, JsonPointer.empty()));
    }

    private int first(Section paging, int usual) {
        return paging.optional("first", v -> values.integer(v, 0, 1_000_000), usual);
    }

    /** Either the query has a parameter of this name, or the request says by a variable which page it wants. */
    private Optional<String> parameter(Section paging, String variable, Set<String> used) {
        if (!paging.has("parameter") && !used.contains(variable)) {
            paging.fault(
                    "parameter",
                    "missing, and the request has no {" + variable + "}: it would get the same page again");
        }
        return paging.maybe("parameter", values::text);
    }

    private JsonPointer pointer(Section paging) {
        return paging.required("pointer", values::pointer, JsonPointer.empty());
    }

    private Optional<PageSize> size(Section paging, Set<String> used) {
        Optional<String> parameter = paging.maybe("sizeParameter", values::text);
        Optional<Integer> size = paging.maybe("size", v -> values.integer(v, 1, 100_000));
        boolean byVariable = used.contains(Variables.SIZE);
        if (byVariable && !paging.has("size")) {
            paging.fault("size", "missing; the request has {size}");
        } else if (paging.has("sizeParameter") != paging.has("size") && !byVariable) {
            paging.fault("sizeParameter and size belong together, unless the request has {size}");
        }
        return size.map(number -> new PageSize(parameter, number));
    }
}
