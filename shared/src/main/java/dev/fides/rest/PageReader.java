package dev.fides.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.request.Variables;
import dev.fides.config.service.Listing;
import dev.fides.config.service.Paging;
import dev.fides.json.JsonItem;
import dev.fides.json.JsonText;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.rest.call.Known;
import dev.fides.rest.call.Reads;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Percent;
import dev.fides.rest.http.Queries;
import dev.fides.rest.http.Request;
import dev.fides.rest.paging.Cursor;
import dev.fides.rest.paging.PageEnds;
import dev.fides.rest.paging.PageView;
import dev.fides.rest.paging.PagingStyle;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the pages of a listing, of a host or of a target, item by item. Where no item's end can be told, or what leads to the
 * next page cannot be read, the page cannot either: a listing must not seem to end there.
 */
final class PageReader implements ListedPages {

    private final Listing listing;
    private final ServiceConnection connection;
    private final Reads reads;
    private final Queries queries;
    private final Queries following;
    private final PagingStyle style;
    private final List<String> settings;
    private final Function<JsonItem, Optional<String>> keyOf;
    private final PageEnds ends;

    /** @param keyOf the key of an item, where it has a usable one */
    PageReader(Listing listing, ServiceConnection connection, Function<JsonItem, Optional<String>> keyOf) {
        this.listing = listing;
        this.connection = connection;
        this.reads = new Reads(connection);
        this.queries = new Queries(listing.request(), connection.addresses());
        this.following = listing.next()
                .map(next -> new Queries(next, connection.addresses()))
                .orElse(queries);
        this.settings = settings(listing);
        this.keyOf = keyOf;
        this.ends = new PageEnds(listing.paging(), listing.end());
        this.style = PagingStyle.of(listing.paging(), connection.addresses(), keyOf);
    }

    @Override
    public Page read(Optional<String> cursorText) {
        Optional<Cursor> cursor = cursorText.map(Cursor::parse);
        Optional<String> position = cursor.map(Cursor::position).map(this::revealed);
        Request request = request(position);
        Answer answer = reads.get(request, ends.statuses(cursor));
        if (answer.status() != 200) {
            return beyondTheEnd(request, answer, cursor.orElseThrow());
        }
        try {
            return reads.read(request, answer, body -> page(cursor, position, request, answer, body));
        } catch (RetryableException e) {
            throw new RetryableException(
                    "page " + (cursor.map(Cursor::step).orElse(0L) + 1) + " of the listing: " + e.getMessage(), e);
        }
    }

    private Page page(
            Optional<Cursor> cursor, Optional<String> position, Request request, Answer answer, JsonText body) {
        List<JsonItem> items = reads.items(request, body, listing.records(), listing.record());
        List<JsonItem> fresh = style.fresh(items, position);
        long seen = cursor.map(Cursor::seen).orElse(0L) + fresh.size();
        OptionalLong total = total(request, cursor, body);
        Cursor.Content content = new Cursor.Content(fresh.size(), digest(fresh), total);
        if (said(request, "", () -> ends.endedBefore(cursor, content.digest(), total))) {
            return Page.end(total);
        }
        Optional<String> next = style.next(
                        new PageView(position, request.uri(), answer.headers(), body, fresh, items.size(), seen, total))
                .map(this::hidden)
                .filter(where -> !ends.isLast(cursor, where));
        return new Page(
                fresh,
                items.size() - fresh.size(),
                next.map(where -> said(
                                request,
                                ends.hint(),
                                () -> cursor.map(current -> current.next(where, content, style.keepsPlace()))
                                        .orElseGet(() -> Cursor.second(where, content)))
                        .text()),
                total,
                next.isPresent() ? Optional.empty() : oddEnd(body),
                List.of());
    }

    /** What tells the items of a page from those of another, as a number. */
    long digest(List<JsonItem> items) {
        return PageEnds.digest(identities(items));
    }

    /** What tells the items of a page from those of another: their keys, unless these tell nothing. */
    private List<String> identities(List<JsonItem> items) {
        List<String> keys = items.stream()
                .map(item -> keyOf.apply(item).orElseGet(item::identity))
                .toList();
        boolean distinct = new HashSet<>(keys).size() == keys.size();
        return distinct ? keys : items.stream().map(JsonItem::identity).toList();
    }

    private Page beyondTheEnd(Request request, Answer answer, Cursor cursor) {
        ends.objection(cursor, answer.status()).ifPresent(what -> {
            throw new PermanentException(connection.describe(request, answer, what));
        });
        return Page.end(OptionalLong.empty());
    }

    /** What is wrong with a listing, together with the request that showed it. */
    private <T> T said(Request request, String hint, Supplier<T> judgement) {
        try {
            return judgement.get();
        } catch (PermanentException e) {
            throw new PermanentException(connection.describe(request, e.getMessage() + hint), e);
        }
    }

    /** Most services leave the member out on the last page; that it never was there is seen only where there is one page. */
    private Optional<String> oddEnd(JsonText body) {
        JsonPointer pointer;
        if (listing.paging() instanceof Paging.NextLink style) {
            pointer = style.pointer();
        } else if (listing.paging() instanceof Paging.Cursor style) {
            pointer = style.pointer();
        } else {
            return Optional.empty();
        }
        return body.at(pointer).isMissingNode()
                ? Optional.of(
                        "expected the next page at \"" + pointer + "\" (list.paging.pointer), found no such member")
                : Optional.empty();
    }

    /** Positions are stored and shown, and links repeat what was asked: app settings in them are left out. */
    private String hidden(String position) {
        String text = position;
        for (int i = 0; i < settings.size(); i++) {
            text = text.replace(settings.get(i), placeholder(i));
        }
        return text;
    }

    private String revealed(String position) {
        String text = position;
        for (int i = 0; i < settings.size(); i++) {
            text = text.replace(placeholder(i), settings.get(i));
        }
        return text;
    }

    /** No address has these characters unencoded. */
    private static String placeholder(int setting) {
        return "<" + setting + ">";
    }

    /** As they stand in addresses, the longest first, because one may be part of another one. */
    private static List<String> settings(Listing listing) {
        return Stream.concat(Stream.of(listing.request()), listing.next().stream())
                .flatMap(request -> Stream.concat(Stream.of(request.path()), request.query().values().stream()))
                .flatMap(template -> template.settings().stream())
                .map(setting -> Percent.encode(setting.reveal()))
                .filter(text -> text.length() >= Messages.SHORTEST_SECRET)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private Request request(Optional<String> position) {
        Variables variables = Known.and(style.variables(position));
        return style.followsLinks() && position.isPresent()
                ? queries.follow(connection.addresses().at(position.get()), variables)
                : (position.isPresent() ? following : queries).of(variables, style.parameters(position));
    }

    private OptionalLong total(Request request, Optional<Cursor> cursor, JsonText body) {
        OptionalLong total = total(body);
        if (style.keepsPlace() && cursor.isEmpty() && total.isEmpty()) {
            throw new PermanentException(connection.describe(
                    request,
                    "expected the number of all records at \"" + listing.total().orElse(JsonPointer.empty())
                            + "\" (list.total), found none: only by it is a lost page of a scroll noticed"));
        }
        return total;
    }

    private OptionalLong total(JsonText body) {
        Optional<JsonNode> value = listing.total().map(body::at);
        return value.isPresent()
                        && value.get().canConvertToLong()
                        && value.get().isIntegralNumber()
                ? OptionalLong.of(value.get().asLong())
                : OptionalLong.empty();
    }
}
