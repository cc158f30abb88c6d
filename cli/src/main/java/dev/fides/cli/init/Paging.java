package dev.fides.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    void guess(PageMembers page) {
        Optional<Parameter> cursor = find(name -> Names.isOne(name, Names.CURSOR));
        Optional<Parameter> lastKey = find(name -> Names.isOne(name, Names.LAST_KEY));
        Optional<Parameter> offset = find(name -> Names.isOne(name, Names.OFFSET));
        Optional<Parameter> number = find(name -> Names.isOne(name, Names.PAGE));
        if (page.link().isPresent()) {
            size();
            draft.paging(
                    "{ type: nextLink, pointer: " + YamlText.of(page.link().get()) + " }",
                    page.link().get().startsWith("/@odata.") ? "the way of OData" : "a link to the next page");
        } else if (page.header()) {
            size();
            draft.paging("{ type: linkHeader }", "a Link header with rel=\"next\"");
        } else if (cursor.isPresent() && page.token().isPresent()) {
            draft.paging(
                    "{ type: cursor, parameter: " + YamlText.of(cursor.get().name()) + ", pointer: "
                            + YamlText.of(page.token().get()) + sizes() + " }",
                    "the parameter " + cursor.get().name() + " and a token in the page");
        } else if (number.isPresent()) {
            draft.paging(
                    "{ type: page, parameter: " + YamlText.of(number.get().name()) + ", first: "
                            + number.get().first().filter(first -> first < 2).orElse(1) + sizes() + " }",
                    "the parameter " + number.get().name());
        } else if (offset.isPresent()) {
            int first = Names.isOne(offset.get().name(), Names.FROM_ONE) ? 1 : 0;
            draft.paging(
                    "{ type: offset, parameter: " + YamlText.of(offset.get().name()) + ", first: "
                            + offset.get().first().filter(value -> value < 2).orElse(first) + sizes() + " }",
                    "the parameter " + offset.get().name());
        } else if (lastKey.isPresent()) {
            draft.paging(
                    "{ type: lastKey, parameter: " + YamlText.of(lastKey.get().name()) + sizes() + " }",
                    "the parameter " + lastKey.get().name());
        } else {
            page.token()
                    .or(() -> cursor.map(Parameter::name))
                    .ifPresent(seen -> draft.leave("/host/list/paging: \"" + seen
                            + "\" looks like a token of the next page, but not both its place in the page and the parameter"
                            + " in which it is sent were found: { type: cursor, parameter: ..., pointer: ... }"));
        }
    }

    /** A link keeps the size that the first page was asked for with. */
    private void size() {
        sizeParameter().ifPresent(size -> draft.query().put(size.name(), Integer.toString(size(size))));
    }

    private String sizes() {
        return sizeParameter()
                .map(size -> ", sizeParameter: " + YamlText.of(size.name()) + ", size: " + size(size))
                .orElse("");
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
