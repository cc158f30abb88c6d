package dev.fides.rest;

import com.sun.net.httpserver.HttpExchange;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A listing in pages of one style, in which one item is odd. */
final class PagedListing {

    enum Style {
        NEXT_LINK,
        LINK_HEADER,
        PAGE,
        OFFSET,
        CURSOR,
        LAST_KEY,
        LAST_KEY_INCLUSIVE,
        NONE
    }

    /** Where the list lies, and with it the total; the text of a page is these two with the members between them. */
    private enum Shape {
        FLAT("/value", "/count", "{", "}"),
        DEEP("/data/0/value", "/data/0/count", "{\"data\":[{", "},{\"value\":[7]}],\"value\":\"]}\"}");

        private final String records;
        private final String total;
        private final String before;
        private final String behind;

        Shape(String records, String total, String before, String behind) {
            this.records = records;
            this.total = total;
            this.before = before;
            this.behind = behind;
        }

        String leads() {
            return records.substring(0, records.lastIndexOf('/')) + "/next";
        }
    }

    private static final List<String> SPACES = List.of("", " ", "\n", "\r\n\t");

    private final Style style;
    private final Shape shape;
    private final OddItem odd;
    private final int size;
    private final int pageSize;
    private final int oddAt;
    private final boolean itemsFirst;
    private final String space;

    private PagedListing(Random random, OddItem odd) {
        this.style = any(random, List.of(Style.values()));
        this.shape = any(random, List.of(Shape.values()));
        this.odd = odd;
        this.size = 3 + random.nextInt(8);
        this.pageSize = style == Style.NONE ? size : 3 + random.nextInt(3);
        this.oddAt = random.nextInt(size);
        this.itemsFirst = random.nextBoolean();
        this.space = any(random, SPACES);
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    static PagedListing random(Random random, OddItem odd) {
        return new PagedListing(random, odd);
    }

    OddItem odd() {
        return odd;
    }

    int size() {
        return size;
    }

    int pageSize() {
        return pageSize;
    }

    String oddKey() {
        return key(oddAt);
    }

    private static String key(int index) {
        return "k" + (100 + index);
    }

    List<String> keysWithoutOdd() {
        return IntStream.range(0, size)
                .filter(index -> index != oddAt)
                .mapToObj(PagedListing::key)
                .toList();
    }

    /** Listings with the same are defined the same way. */
    String definedBy() {
        return style + " " + shape + " " + pageSize;
    }

    Definitions definition(Definitions definitions) {
        Optional<PageSize> pages = Optional.of(new PageSize("size", pageSize));
        Paging paging = switch (style) {
            case NEXT_LINK -> new Paging.NextLink(Definitions.pointer(shape.leads()));
            case LINK_HEADER -> new Paging.LinkHeader();
            case PAGE -> new Paging.Page("at", 1, pages);
            case OFFSET -> new Paging.Offset("at", pages);
            case CURSOR -> new Paging.Cursor("at", Definitions.pointer(shape.leads()), pages);
            case LAST_KEY -> new Paging.LastKey("at", pages, false);
            case LAST_KEY_INCLUSIVE -> new Paging.LastKey("at", pages, true);
            case NONE -> new Paging.None();
        };
        return definitions.paging(paging).listed(shape.records, shape.total);
    }

    /** Where the page begins that is asked for. */
    private int start(Optional<String> at) {
        return switch (style) {
            case NONE -> 0;
            case PAGE -> (Integer.parseInt(at.orElse("1")) - 1) * pageSize;
            case NEXT_LINK, LINK_HEADER, OFFSET, CURSOR -> Integer.parseInt(at.orElse("0"));
            case LAST_KEY -> at.map(key -> index(key) + 1).orElse(0);
            case LAST_KEY_INCLUSIVE -> at.map(PagedListing::index).orElse(0);
        };
    }

    private static int index(String key) {
        return Integer.parseInt(key.substring(1)) - 100;
    }

    /** How often the odd item is listed: without a key to start from, a page starts from the one before it. */
    int timesOddIsListed() {
        return listedAt().size();
    }

    /** The place of the odd item on a page that lists it. */
    int placeOfOdd(int page) {
        return oddAt - starts().get(page) + 1;
    }

    private List<Integer> listedAt() {
        return starts().stream()
                .filter(start -> start <= oddAt && oddAt < start + pageSize && !isSkipped(start))
                .toList();
    }

    private boolean isSkipped(int start) {
        return style == Style.LAST_KEY_INCLUSIVE && start > 0 && start == oddAt;
    }

    /** Where the pages begin, as a reader of this style has to ask for them. */
    private List<Integer> starts() {
        List<Integer> starts = new ArrayList<>(List.of(0));
        while (true) {
            int start = starts.get(starts.size() - 1);
            int end = Math.min(start + pageSize, size);
            Optional<Integer> next = next(start, end);
            if (next.isEmpty()) {
                return starts;
            }
            starts.add(next.get());
        }
    }

    private Optional<Integer> next(int start, int end) {
        return switch (style) {
            case NONE -> Optional.empty();
            case NEXT_LINK, LINK_HEADER, CURSOR -> end < size ? Optional.of(end) : Optional.empty();
            case PAGE, OFFSET ->
                start >= size || (end - start < pageSize && end >= size)
                        ? Optional.empty()
                        : Optional.of(style == Style.PAGE ? start + pageSize : end);
            case LAST_KEY -> lastKnown(start, end).map(last -> last + 1);
            case LAST_KEY_INCLUSIVE -> lastKnown(start > 0 ? start + 1 : start, end);
        };
    }

    private Optional<Integer> lastKnown(int start, int end) {
        return IntStream.iterate(end - 1, index -> index >= start, index -> index - 1)
                .filter(index -> index != oddAt || odd.isKeyReadable())
                .boxed()
                .findFirst();
    }

    void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getRawQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
        int start = start(Optional.ofNullable(query.get("at")));
        int end = Math.min(start + pageSize, size);
        String next = style == Style.NEXT_LINK ? "\"?at=" + end + "\"" : "\"" + end + "\"";
        boolean more = end < size && (style == Style.NEXT_LINK || style == Style.CURSOR);
        if (style == Style.LINK_HEADER && end < size) {
            exchange.getResponseHeaders().add("Link", "<?at=" + end + ">; rel=next");
        }
        byte[] body = page(start, end, more ? next : "null");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] page(int start, int end, String next) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        String around = "\"count\":" + space + size + ",\"note\":\"]}\\\",[{\",\"next\":" + next;
        write(
                page,
                shape.before + space + (itemsFirst ? "" : around + "," + space) + "\"value\":" + space + "[" + space);
        for (int index = start; index < end; index++) {
            write(page, index > start ? space + "," + space : "");
            String item = "{\"id\":\"" + key(index) + "\"," + space
                    + "\"name\":\"a, \\\"b\\\" ]}\",\"tags\":[1,{}],\"n\":-1.5e3}";
            page.writeBytes(index == oddAt ? odd.broken(key(index), item) : item.getBytes(StandardCharsets.UTF_8));
        }
        write(page, space + "]" + (itemsFirst ? "," + space + around : "") + shape.behind + space);
        return page.toByteArray();
    }

    private static void write(ByteArrayOutputStream page, String text) {
        page.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return style + " " + shape + ", " + odd + " at " + oddAt + " of " + size + ", pages of " + pageSize
                + (itemsFirst ? ", items first" : ", items last");
    }
}
