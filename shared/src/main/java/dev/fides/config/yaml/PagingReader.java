package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.service.Listing;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import dev.fides.config.source.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code paging}. */
final class PagingReader {

    private static final List<String> TYPES =
            List.of("nextLink", "linkHeader", "page", "offset", "cursor", "lastKey", "none");

    private static final String SAME_TOKEN = "sameToken";
    private static final String SAME_PAGE = "samePage";

    private final Values values;

    PagingReader(Values values) {
        this.values = values;
    }

    /** How one gets from page to page, and how one sees that there is no more. */
    record Paged(Paging paging, Listing.End end) {

        static final Paged ONE_PAGE = new Paged(new Paging.None(), Listing.End.PLAIN);
    }

    Paged read(Section paging) {
        Paging style = style(paging);
        return new Paged(style, end(paging, style));
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
        if (word.equals(SAME_TOKEN) && !counted && !(style instanceof Paging.LastKey)) {
            return new Listing.End(Set.of(), true, false);
        }
        if (word.equals(SAME_PAGE) && counted) {
            return new Listing.End(Set.of(), false, true);
        }
        paging.fault(
                "end",
                "expected a list of statuses such as [404], or " + (counted ? SAME_PAGE : SAME_TOKEN) + ", found "
                        + word);
        return Listing.End.PLAIN;
    }

    private Paging style(Section paging) {
        String type = paging.required("type", values::word, "");
        return switch (type) {
            case "nextLink" -> new Paging.NextLink(pointer(paging));
            case "linkHeader" -> new Paging.LinkHeader();
            case "page" ->
                new Paging.Page(
                        parameter(paging),
                        paging.optional("first", v -> values.integer(v, 0, 1_000_000), Defaults.FIRST_PAGE),
                        size(paging));
            case "offset" -> new Paging.Offset(parameter(paging), size(paging));
            case "cursor" -> new Paging.Cursor(parameter(paging), pointer(paging), size(paging));
            case "lastKey" ->
                new Paging.LastKey(parameter(paging), size(paging), paging.optional("inclusive", values::flag, false));
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

    private String parameter(Section paging) {
        return paging.required("parameter", values::text, "");
    }

    private JsonPointer pointer(Section paging) {
        return paging.required("pointer", values::pointer, JsonPointer.empty());
    }

    private Optional<PageSize> size(Section paging) {
        Optional<String> parameter = paging.maybe("sizeParameter", values::text);
        Optional<Integer> size = paging.maybe("size", v -> values.integer(v, 1, 100_000));
        if (paging.has("sizeParameter") != paging.has("size")) {
            paging.fault("sizeParameter and size belong together");
        }
        return parameter.flatMap(name -> size.map(number -> new PageSize(name, number)));
    }
}
