package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import dev.fides.config.source.Spelling;
import java.util.List;
import java.util.Optional;

/** Reads the part {@code paging}. */
final class PagingReader {

    private static final List<String> TYPES =
            List.of("nextLink", "linkHeader", "page", "offset", "cursor", "lastKey", "none");

    private final Values values;

    PagingReader(Values values) {
        this.values = values;
    }

    Paging read(Section paging) {
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
