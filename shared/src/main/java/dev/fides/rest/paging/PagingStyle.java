package dev.fides.rest.paging;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.config.request.Variables;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import dev.fides.json.Json;
import dev.fides.json.JsonItem;
import dev.fides.model.PermanentException;
import dev.fides.rest.http.Addresses;
import dev.fides.rest.http.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** How one page leads to the next. */
public interface PagingStyle {

    /** Query parameters that ask for the page at a position, or for the first one. */
    Map<String, String> parameters(Optional<String> position);

    /** What a request may say of the page at a position, or of the first one. */
    Variables variables(Optional<String> position);

    /** The position of the page after this one; empty when it was the last. */
    Optional<String> next(PageView page);

    /** The items of the page at a position that were not on the page before. */
    default List<JsonItem> fresh(List<JsonItem> items, Optional<String> position) {
        return items;
    }

    /** Whether the service keeps the place, so that the same position leads on. */
    default boolean keepsPlace() {
        return false;
    }

    /** Whether positions are addresses, and not values of a parameter. */
    default boolean followsLinks() {
        return false;
    }

    /**
     * The style of a definition.
     *
     * @param keyOf the key of an item, where it has a usable one
     */
    static PagingStyle of(Paging paging, Addresses addresses, Function<JsonItem, Optional<String>> keyOf) {
        if (paging instanceof Paging.NextLink style) {
            return new Links(
                    page -> Token.link(LinkLists.link(page.body().at(style.pointer()), style.relation())), addresses);
        }
        if (paging instanceof Paging.LinkHeader) {
            return new Links(page -> LinkHeaders.next(page.headers().allValues("Link")), addresses);
        }
        if (paging instanceof Paging.Page style) {
            return new Counted(Variables.PAGE, style.parameter(), style.first(), style.size(), page -> 1);
        }
        if (paging instanceof Paging.Offset style) {
            return new Counted(Variables.OFFSET, style.parameter(), style.first(), style.size(), PageView::listed);
        }
        if (paging instanceof Paging.Cursor style) {
            return new Tokens(style.parameter(), style.pointer(), style.size(), false);
        }
        if (paging instanceof Paging.Scroll style) {
            return new Tokens(style.parameter(), style.pointer(), style.size(), true);
        }
        if (paging instanceof Paging.LastKey style) {
            return new LastKeys(style, keyOf);
        }
        if (paging instanceof Paging.SearchAfter style) {
            return new SortedAfter(style);
        }
        return new Single();
    }

    private static Map<String, String> asked(
            Optional<PageSize> size, Optional<String> parameter, Optional<String> position) {
        Map<String, String> parameters = new TreeMap<>();
        size.ifPresent(page -> page.parameter().ifPresent(name -> parameters.put(name, Integer.toString(page.size()))));
        parameter.ifPresent(name -> position.ifPresent(value -> parameters.put(name, value)));
        return parameters;
    }

    private static Variables ofSize(Optional<PageSize> size) {
        return size.map(page -> Variables.none().with(Variables.SIZE, page.size()))
                .orElseGet(Variables::none);
    }

    private static Variables ofCursor(Optional<PageSize> size, Optional<String> cursor) {
        return cursor.map(text -> ofSize(size).with(Variables.CURSOR, text)).orElseGet(() -> ofSize(size));
    }

    /** Links, in the body or in the header. */
    record Links(Function<PageView, Optional<String>> link, Addresses addresses) implements PagingStyle {
        @Override
        public Map<String, String> parameters(Optional<String> position) {
            return Map.of();
        }

        @Override
        public Variables variables(Optional<String> position) {
            return Variables.none();
        }

        @Override
        public Optional<String> next(PageView page) {
            return link.apply(page).map(target -> addresses.follow(page.uri(), target));
        }

        @Override
        public boolean followsLinks() {
            return true;
        }
    }

    /**
     * Numbers of pages or of records to skip. A page that is shorter than asked is not taken for the last one unless the
     * total agrees, because services cut page sizes at limits of their own; an empty page always is.
     */
    record Counted(
            String variable,
            Optional<String> parameter,
            long first,
            Optional<PageSize> size,
            Function<PageView, Integer> step)
            implements PagingStyle {
        @Override
        public Map<String, String> parameters(Optional<String> position) {
            return asked(size, parameter, Optional.of(Long.toString(number(position))));
        }

        @Override
        public Variables variables(Optional<String> position) {
            return ofSize(size).with(variable, number(position));
        }

        @Override
        public Optional<String> next(PageView page) {
            boolean isShort = size.isPresent() && page.listed() < size.get().size();
            boolean allSeen =
                    page.total().isPresent() && page.seen() >= page.total().getAsLong();
            return page.listed() == 0 || (isShort && allSeen)
                    ? Optional.empty()
                    : Optional.of(Long.toString(number(page.position()) + step.apply(page)));
        }

        private long number(Optional<String> position) {
            try {
                return position.map(Long::parseLong).orElse(first);
            } catch (NumberFormatException e) {
                throw new PermanentException("not a page number: " + Messages.excerpt(position.orElse("")), e);
            }
        }
    }

    /**
     * Opaque tokens, whose absence marks the last page.
     *
     * @param keepsPlace whether the service keeps the place of a token: a page without items is then the last
     */
    record Tokens(Optional<String> parameter, JsonPointer pointer, Optional<PageSize> size, boolean keepsPlace)
            implements PagingStyle {
        @Override
        public Map<String, String> parameters(Optional<String> position) {
            return asked(size, parameter, position.map(Token::parse).map(Token::text));
        }

        @Override
        public Variables variables(Optional<String> position) {
            Variables variables = ofSize(size);
            return position.map(Token::parse)
                    .map(token -> variables.with(Variables.CURSOR, token.text(), token.json()))
                    .orElse(variables);
        }

        @Override
        public Optional<String> next(PageView page) {
            return keepsPlace && page.listed() == 0
                    ? Optional.empty()
                    : Token.of(page.body().at(pointer)).map(Token::position);
        }
    }

    /**
     * "Start after this key" or "start at this key". Items without a key at the end of a page come again with the next one; a
     * page of nothing else is the last one where it is shorter than asked.
     */
    record LastKeys(Paging.LastKey style, Function<JsonItem, Optional<String>> keyOf) implements PagingStyle {
        @Override
        public Map<String, String> parameters(Optional<String> position) {
            return asked(style.size(), style.parameter(), position);
        }

        @Override
        public Variables variables(Optional<String> position) {
            return ofCursor(style.size(), position);
        }

        @Override
        public List<JsonItem> fresh(List<JsonItem> items, Optional<String> position) {
            boolean repeated = style.inclusive()
                    && position.isPresent()
                    && !items.isEmpty()
                    && keyOf.apply(items.get(0)).equals(position);
            return repeated ? items.subList(1, items.size()) : items;
        }

        @Override
        public Optional<String> next(PageView page) {
            return last(page, keyOf, style.size(), "a key");
        }
    }

    /** Where the last item that has it stands; empty behind the last page. */
    private static Optional<String> last(
            PageView page, Function<JsonItem, Optional<String>> placeOf, Optional<PageSize> size, String what) {
        if (page.items().isEmpty()) {
            return Optional.empty();
        }
        for (int i = page.items().size() - 1; i >= 0; i--) {
            Optional<String> place = placeOf.apply(page.items().get(i));
            if (place.isPresent()) {
                return place;
            }
        }
        // What is listed last and has none is listed again behind the last one that has, alone.
        if (size.filter(asked -> page.listed() < asked.size()).isPresent()) {
            return Optional.empty();
        }
        throw new PermanentException("no item of the page has " + what + " to go on from: "
                + Messages.excerpt(page.items().get(0).excerpt()));
    }

    /** "Start after these sort values", which travel as the JSON that they are. */
    record SortedAfter(Paging.SearchAfter style) implements PagingStyle {
        @Override
        public Map<String, String> parameters(Optional<String> position) {
            return asked(style.size(), style.parameter(), position);
        }

        @Override
        public Variables variables(Optional<String> position) {
            Variables variables = ofSize(style.size());
            return position.map(json -> variables.with(Variables.CURSOR, json, Json.parse(json)))
                    .orElse(variables);
        }

        @Override
        public Optional<String> next(PageView page) {
            return last(page, this::values, style.size(), "sort values");
        }

        private Optional<String> values(JsonItem item) {
            if (style.values() instanceof Paging.SortValues.At at) {
                return item.listedAt(at.pointer())
                        .filter(value -> !value.isNull())
                        .map(Json::text);
            }
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            for (JsonPointer pointer : ((Paging.SortValues.Each) style.values()).pointers()) {
                Optional<JsonNode> value = item.listedAt(pointer);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            return Optional.of(Json.text(values));
        }
    }

    /** Everything in one response. */
    record Single() implements PagingStyle {
        @Override
        public Map<String, String> parameters(Optional<String> position) {
            return Map.of();
        }

        @Override
        public Variables variables(Optional<String> position) {
            return Variables.none();
        }

        @Override
        public Optional<String> next(PageView page) {
            return Optional.empty();
        }
    }
}
