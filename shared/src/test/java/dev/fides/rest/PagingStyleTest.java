package dev.fides.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import dev.fides.rest.http.Addresses;
import dev.fides.rest.paging.PagingStyle;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A way to page that a definition may name is one that a listing knows. */
class PagingStyleTest {

    private static final Optional<PageSize> SIZE = Optional.of(new PageSize("size", 10));
    private static final JsonPointer NEXT = JsonPointer.compile("/next");

    private static final List<Paging> ALL = List.of(
            new Paging.NextLink(NEXT),
            new Paging.LinkHeader(),
            new Paging.Page("page", 1, SIZE),
            new Paging.Offset("skip", SIZE),
            new Paging.Cursor("token", NEXT, SIZE),
            new Paging.Scroll(Optional.of("token"), NEXT, SIZE),
            new Paging.LastKey("after", SIZE, true),
            new Paging.SearchAfter(Optional.of("after"), new Paging.SortValues.At(NEXT), SIZE),
            new Paging.None());

    @Test
    void every_way_to_page_is_looked_at_here() {
        assertThat(ALL.stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Paging.class.getPermittedSubclasses()));
    }

    @Test
    void every_way_to_page_but_none_leads_to_another_page() {
        assertThat(ALL).allSatisfy(paging -> {
            PagingStyle style =
                    PagingStyle.of(paging, new Addresses(URI.create("http://localhost/")), item -> Optional.empty());
            assertThat(style instanceof PagingStyle.Single).isEqualTo(paging instanceof Paging.None);
        });
    }
}
