package dev.fides.cli.init;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How services call what all of them have; compared without letter case, underscores and hyphens. */
final class Names {

    static final List<String> KEY = List.of("id", "key", "_id", "uuid", "guid", "code", "sku", "number", "slug");
    static final Set<String> TOTAL = Set.of(
            "total",
            "totalcount",
            "count",
            "totalelements",
            "totalresults",
            "totalitems",
            "totalrecords",
            "@odata.count",
            "numfound");
    static final Set<String> NEXT_LINK =
            Set.of("next", "nextlink", "@odata.nextlink", "nexturl", "nextpageurl", "nextpage", "nexthref");
    static final Set<String> NEXT_TOKEN = Set.of(
            "nextcursor",
            "nextpagetoken",
            "nexttoken",
            "continuationtoken",
            "nextcontinuationtoken",
            "bookmark",
            "endcursor",
            "cursor",
            "nextmarker",
            "next",
            "after",
            "nextpage");
    static final Set<String> CURSOR = Set.of(
            "cursor",
            "pagetoken",
            "nexttoken",
            "continuationtoken",
            "continuation",
            "bookmark",
            "marker",
            "after",
            "nextcursor",
            "pagecursor");
    static final Set<String> LAST_KEY = Set.of("startingafter", "sinceid", "afterid");
    static final Set<String> PAGE = Set.of("page", "pagenumber", "pageno", "pageindex", "page[number]", "p");
    static final Set<String> OFFSET =
            Set.of("offset", "skip", "$skip", "start", "startindex", "from", "page[offset]", "firstresult");
    /** Those of them that count records from one. */
    static final Set<String> FROM_ONE = Set.of("startindex");

    static final Set<String> SIZE = Set.of(
            "limit",
            "size",
            "pagesize",
            "perpage",
            "$top",
            "top",
            "count",
            "maxresults",
            "page[size]",
            "page[limit]",
            "rows",
            "take",
            "first");

    private Names() {}

    static boolean isOne(String name, Set<String> names) {
        return names.contains(plain(name)) || names.contains(name.toLowerCase(Locale.ROOT));
    }

    static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("_") && lower.length() > 1 && !lower.contains("[")
                ? lower
                : lower.replace("_", "").replace("-", "");
    }

    /** The name that is likely the key's, of those that there are. */
    static Optional<String> key(Collection<String> names) {
        for (String wanted : KEY) {
            for (String name : names) {
                if (plain(name).equals(plain(wanted))) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    /** A member's name as a JSON Pointer. */
    static String pointer(String name) {
        return JsonPointer.empty().appendProperty(name).toString();
    }

    /** The name of the member that a pointer ends at. */
    static String last(String pointer) {
        return JsonPointer.compile(pointer).last().getMatchingProperty();
    }

    /**
     * The members of a page by their pointers, and those of the objects in it.
     *
     * @param members what an object has; nothing where it is none
     */
    static Map<String, JsonNode> members(JsonNode page, Function<JsonNode, JsonNode> members) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        members.apply(page).properties().forEach(member -> all.put(pointer(member.getKey()), member.getValue()));
        new LinkedHashMap<>(all)
                .forEach((pointer, value) -> members.apply(value)
                        .properties()
                        .forEach(member -> all.put(pointer + pointer(member.getKey()), member.getValue())));
        return all;
    }
}
