package dev.fides.cli.init;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Guesses how a listing goes on, by the parameters it takes and by what its pages have. */
final class Paging {

    /** Pages of a few hundred records are read soon, and fit into memory many times. */
    private static final int USUAL = 200;

    private static final int MOST = 1_000;

    /**
     * A parameter of the listing.
     *
     * @param first what it begins with, if that is said
     * @param most its largest value, if that is said
     */
    record Parameter(String name, Optional<Integer> first, Optional<Integer> most) {}

    /**
     * What a page has besides records.
     *
     * @param link pointer to the address of the next page
     * @param token pointer to a token of the next page
     * @param header whether the answer names the next page in a Link header
     */
    record PageMembers(Optional<String> link, Optional<String> token, boolean header) {}

    private final Draft draft;
    private final List<Parameter> parameters;

    Paging(Draft draft, List<Parameter> parameters) {
        this.draft = draft;
        this.parameters = new ArrayList<>(parameters);
    }

    /**
     * Notes the style, if one shows.
     *
     * @return the names of the parameters that this style sets itself
     */
    Set<String> guess(PageMembers page) {
        Optional<Parameter> cursor = find(name -> Names.isOne(name, Names.CURSOR));
        Optional<Parameter> lastKey = find(name -> Names.isOne(name, Names.LAST_KEY));
        Optional<Parameter> offset = find(name -> Names.isOne(name, Names.OFFSET));
        Optional<Parameter> number = find(name -> Names.isOne(name, Names.PAGE));
        if (page.link().isPresent()) {
            size();
            String pointer = page.link().get();
            draft.paging(
                    "{ type: nextLink, pointer: " + YamlText.of(pointer) + " }",
                    pointer.startsWith("/@odata.") ? "the way of OData" : "a link to the next page");
            return Set.of();
        }
        if (page.header()) {
            size();
            draft.paging("{ type: linkHeader }", "a Link header with rel=\"next\"");
            return Set.of();
        }
        if (cursor.isPresent() && page.token().isPresent()) {
            return style(
                    "cursor",
                    cursor.get(),
                    ", pointer: " + YamlText.of(page.token().get()));
        }
        if (number.isPresent()) {
            return style("page", number.get(), ", first: " + first(number.get(), 1));
        }
        if (offset.isPresent()) {
            int usual = Names.isOne(offset.get().name(), Names.FROM_ONE) ? 1 : 0;
            return style("offset", offset.get(), ", first: " + first(offset.get(), usual));
        }
        if (lastKey.isPresent()) {
            return style("lastKey", lastKey.get(), "");
        }
        page.token()
                .or(() -> cursor.map(Parameter::name))
                .ifPresent(seen -> draft.leavePaging("\"" + seen
                        + "\" looks like a token of the next page, but not both its place in the page and the parameter"
                        + " in which it is sent were found: { type: cursor, parameter: ..., pointer: ... }"));
        return Set.of();
    }

    private Set<String> style(String type, Parameter parameter, String more) {
        Set<String> set = new HashSet<>(Set.of(parameter.name()));
        String sizes = sizeParameter()
                .map(size -> {
                    set.add(size.name());
                    return ", sizeParameter: " + YamlText.of(size.name()) + ", size: " + size(size);
                })
                .orElse("");
        draft.paging(
                "{ type: " + type + ", parameter: " + YamlText.of(parameter.name()) + more + sizes + " }",
                "the parameter " + parameter.name());
        return set;
    }

    private static int first(Parameter parameter, int usual) {
        return parameter.first().filter(first -> first < 2).orElse(usual);
    }

    /** A link keeps the size that the first page was asked for with. */
    private void size() {
        sizeParameter().ifPresent(size -> draft.query().put(size.name(), Integer.toString(size(size))));
    }

    private Optional<Parameter> sizeParameter() {
        return find(name -> Names.isOne(name, Names.SIZE));
    }

    private static int size(Parameter parameter) {
        return Math.min(MOST, parameter.most().orElse(USUAL));
    }

    private Optional<Parameter> find(Predicate<String> named) {
        return parameters.stream()
                .filter(parameter -> named.test(parameter.name()))
                .findFirst();
    }
}
