package dev.fides.local.cosmos.http;

import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.StoredDocument;
import dev.fides.local.http.ServerResponse;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The incremental change feed: the latest version of each document, in the order of writing. */
final class ChangeFeedRoutes {
    private static final int PAGE = 100;

    ServerResponse read(CosmosRequest request, Container container) {
        if (!request.header("a-im").filter("Incremental Feed"::equalsIgnoreCase).isPresent()) {
            throw CosmosException.badRequest("The local endpoint has the incremental change feed only.");
        }
        Optional<String> position = request.header("if-none-match");
        if (position.filter("*"::equals).isPresent()) {
            return nothingNew(container.documents().lsn());
        }
        long after = position.map(ChangeFeedRoutes::lsn).orElse(0L);
        long since = request.header("if-modified-since")
                .map(ChangeFeedRoutes::seconds)
                .orElse(0L);
        Optional<String> partition = DocumentRoutes.partition(request, container);
        // Taken first: what is written from here on belongs to the next page.
        long end = container.documents().lsn();
        int max = request.maxItems(PAGE);
        List<StoredDocument> changes = container.documents().changedAfter(after, Integer.MAX_VALUE).stream()
                .filter(change -> change.lsn() <= end && change.timestamp() >= since)
                .filter(change -> partition.isEmpty()
                        || partition.get().equals(change.key().partition()))
                .limit(max)
                .toList();
        if (changes.isEmpty()) {
            return nothingNew(end);
        }
        long reached =
                changes.size() < max ? end : changes.get(changes.size() - 1).lsn();
        return CosmosAnswer.feed(
                        "Documents",
                        container.rid(),
                        changes.stream().map(container::renderChange).toList())
                .with("etag", etag(reached));
    }

    /** Says how many changes there are here too: the client for .NET fails where the count is missing. */
    private static ServerResponse nothingNew(long lsn) {
        return CosmosAnswer.empty(304).with("x-ms-item-count", "0").with("etag", etag(lsn));
    }

    private static String etag(long lsn) {
        return "\"" + lsn + '"';
    }

    private static long lsn(String etag) {
        try {
            return Long.parseLong(etag.replace("\"", ""));
        } catch (NumberFormatException e) {
            throw CosmosException.badRequest("The change feed has no such position: " + etag);
        }
    }

    private static long seconds(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeParseException e) {
            throw CosmosException.badRequest("If-Modified-Since is no HTTP date: " + date);
        }
    }
}
