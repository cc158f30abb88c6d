package dev.fides.local.demo.host;

import dev.fides.local.demo.DemoAnswer;
import dev.fides.local.http.QueryParameters;
import dev.fides.local.http.ServerResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what readers of the demo host get: single rows, and pages as OData services page. A link to the next page names
 * the last row of this one, so that rows added or deleted meanwhile neither repeat nor hide others.
 */
final class CityPages {

    private static final int DEFAULT_SIZE = 1_000;
    private static final int MAX_SIZE = 5_000;
    private static final int MAX_KEYS = 1_000;

    private final CityTable table;
    private final HostFaults faults;
    private final Clock clock;
    private final AtomicLong reads = new AtomicLong();

    CityPages(CityTable table, HostFaults faults, Clock clock) {
        this.table = table;
        this.faults = faults;
        this.clock = clock;
    }

    /** Where a page begins. */
    private record Position(int page, long after) {

        static Position parse(String token) {
            String[] parts = token.split("-", 2);
            try {
                return new Position(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("'" + token + "' is no $skiptoken of this service.", e);
            }
        }

        @Override
        public String toString() {
            return page + "-" + after;
        }
    }

    ServerResponse list(QueryParameters query) {
        query.get("$orderby").filter(order -> !order.equals(City.ID)).ifPresent(order -> {
            throw new IllegalArgumentException("Cities can be ordered by id only, not by '" + order + "'.");
        });
        int size = query.number("$top", DEFAULT_SIZE);
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("$top must be from 1 to " + MAX_SIZE + ".");
        }
        var position = query.get("$skiptoken").map(Position::parse).orElse(new Position(1, 0));
        Optional<HostFaults.PageFault> fault = faults.onPage(position.page());
        if (fault.equals(Optional.of(HostFaults.PageFault.STATUS_500))) {
            return DemoAnswer.problem(500, "Page " + position.page() + " is broken.");
        }
        // One more than asked for tells whether another page follows.
        List<City> rows = table.page(position.after(), size + 1);
        boolean more = rows.size() > size;
        Optional<Position> next = more
                ? Optional.of(
                        new Position(position.page() + 1, rows.get(size - 1).id()))
                : Optional.empty();
        return ServerResponse.json(
                200, write(more ? rows.subList(0, size) : rows, link(fault, position, next, size), fault));
    }

    private static Optional<String> link(
            Optional<HostFaults.PageFault> fault, Position position, Optional<Position> next, int size) {
        Optional<Position> named = fault.isEmpty()
                ? next
                : switch (fault.get()) {
                    case REPEATED_CURSOR -> Optional.of(position);
                    case SHORT_LISTING -> Optional.empty();
                    case BAD_JSON, STATUS_500, NO_ARRAY -> next;
                };
        return named.map(to -> "/cities?$orderby=id&$top=" + size + "&$skiptoken=" + to);
    }

    private String write(List<City> rows, Optional<String> link, Optional<HostFaults.PageFault> fault) {
        var json = new StringBuilder(rows.size() * 300 + 100);
        json.append("{\"@odata.count\":").append(table.size());
        if (!fault.equals(Optional.of(HostFaults.PageFault.NO_ARRAY))) {
            json.append(",\"value\":");
            appendAll(json, rows);
        }
        link.ifPresent(to -> json.append(",\"@odata.nextLink\":\"").append(to).append('"'));
        json.append('}');
        if (fault.equals(Optional.of(HostFaults.PageFault.BAD_JSON))) {
            json.setLength(json.length() / 2);
        }
        return json.toString();
    }

    /** The rows that are there of those asked for, in no promised order. */
    ServerResponse many(List<String> keys) {
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("At most " + MAX_KEYS + " ids can be asked for at once.");
        }
        List<City> rows = keys.stream()
                .map(CityPages::id)
                .distinct()
                .flatMap(id -> table.find(id).stream())
                .toList();
        var json = new StringBuilder("{\"value\":");
        appendAll(json, rows);
        return ServerResponse.json(200, json.append('}').toString());
    }

    ServerResponse one(int status, City city) {
        var json = new StringBuilder();
        city.appendTo(json, viewedAt());
        return ServerResponse.json(status, json.toString());
    }

    static long id(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The id of a city is a number, not '" + key + "'.", e);
        }
    }

    private void appendAll(StringBuilder json, List<City> rows) {
        json.append('[');
        Instant viewedAt = viewedAt();
        for (City row : rows) {
            row.appendTo(json, viewedAt);
            json.append(',');
        }
        json.setLength(rows.isEmpty() ? json.length() : json.length() - 1);
        json.append(']');
    }

    /** Another value at each read, even where the clock stands still. */
    private Instant viewedAt() {
        return clock.instant().plusNanos(reads.incrementAndGet());
    }
}
