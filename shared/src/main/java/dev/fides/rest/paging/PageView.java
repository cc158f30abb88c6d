package dev.fides.rest.paging;

import dev.fides.json.JsonItem;
import dev.fides.json.JsonText;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page as a paging style looks at it. What stands around the items is read where a style asks for it.
 *
 * @param position where it was asked for; empty for the first page
 * @param items those that were not on the page before
 * @param listed how many items it has in all
 * @param seen items on this page and those before
 */
public record PageView(
        Optional<String> position,
        URI uri,
        HttpHeaders headers,
        JsonText body,
        List<JsonItem> items,
        int listed,
        long seen,
        OptionalLong total) {}
