package dev.fides.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.config.service.Listing;
import dev.fides.config.service.PageSize;
import dev.fides.config.service.Paging;
import dev.fides.host.HostPage;
import dev.fides.model.PermanentException;
import dev.fides.rest.PagingHost.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a listing ends, at hosts that do not end it as its way of paging says. */
class ListingEndTest extends RestTest {

    private static final int SIZE = 4;
    private static final int NO_TOTAL = -1;
    private static final Listing.End SAME_PAGE = new Listing.End(Set.of(), false, true);
    private static final Listing.End SAME_TOKEN = new Listing.End(Set.of(), true, false);

    private PagingHost host;

    @AfterEach
    void stop() {
        host.close();
    }

    /** Both ways to number pages; the positions that a host understands are the number of records to skip. */
    enum Numbered {
        PAGE,
        OFFSET;

        Paging paging() {
            Optional<PageSize> size = Optional.of(new PageSize("size", SIZE));
            return this == PAGE ? new Paging.Page("p", 1, size) : new Paging.Offset("p", size);
        }

        int skip(Map<String, String> query) {
            int position = Integer.parseInt(query.get("p"));
            return this == PAGE ? (position - 1) * SIZE : position;
        }
    }

    private static List<Integer> records(int from, int to) {
        return IntStream.range(Math.min(from, to), to).boxed().toList();
    }

    private static List<Integer> part(int skip, int records) {
        return records(skip, Math.min(skip + SIZE, records));
    }

    private void serve(int announced, Function<Map<String, String>, Page> pages) {
        host = new PagingHost(announced, pages);
    }

    private List<String> read(Paging paging, Listing.End end) {
        Definitions definition = new Definitions(host.url()).paging(paging).end(end);
        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host(definition).list(cursor);
            page.records().forEach(record -> keys.add(record.key().value()));
            cursor = page.next();
        } while (cursor.isPresent() && host.requests() < 100);
        assertThat(cursor).as("where the listing would go on").isEmpty();
        return keys;
    }

    private static List<String> keys(int records) {
        return records(0, records).stream().map(String::valueOf).toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_parameter_that_is_ignored_is_said(Numbered style) {
        serve(NO_TOTAL, query -> PagingHost.page(records(0, 10)));

        assertThatThrownBy(() -> read(style.paging(), Listing.End.PLAIN))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("page 2 of the listing brings the records of page 1 again: the service seems to"
                        + " ignore the parameter \"p\" (list.paging)")
                .hasMessageContaining("list.paging.type: none");
        assertThat(host.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_parameter_that_is_ignored_does_no_harm_where_all_that_was_announced_came(Numbered style) {
        serve(10, query -> PagingHost.page(records(0, 10)));

        assertThat(read(style.paging(), Listing.End.PLAIN)).isEqualTo(keys(10));
    }

    @ParameterizedTest
    @EnumSource
    void a_parameter_that_is_ignored_is_said_where_more_was_announced(Numbered style) {
        serve(1000, query -> PagingHost.page(records(0, 10)));

        assertThatThrownBy(() -> read(style.paging(), SAME_PAGE))
                .hasMessageContaining("and only 10 of the 1000 announced records came")
                .hasMessageContaining("ignore the parameter \"p\"");
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_gives_its_last_page_again_has_ended_where_that_page_is_short(Numbered style) {
        serve(NO_TOTAL, query -> PagingHost.page(part(Math.min(style.skip(query), 8), 10)));

        assertThat(read(style.paging(), Listing.End.PLAIN)).isEqualTo(keys(10));
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_gives_a_full_last_page_again_may_hide_records_unless_the_definition_says_so(Numbered style) {
        serve(NO_TOTAL, query -> PagingHost.page(part(Math.min(style.skip(query), 8), 12)));

        assertThatThrownBy(() -> read(style.paging(), Listing.End.PLAIN))
                .hasMessageContaining("page 4 of the listing brings the records of page 3 again, and the page before it"
                        + " is as long as the first")
                .hasMessageContaining("list.paging.end: samePage");
        assertThat(read(style.paging(), SAME_PAGE)).isEqualTo(keys(12));
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_gives_a_full_last_page_again_has_ended_where_all_that_was_announced_came(Numbered style) {
        serve(12, query -> PagingHost.page(part(Math.min(style.skip(query), 8), 12)));

        assertThat(read(style.paging(), Listing.End.PLAIN)).isEqualTo(keys(12));
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_begins_anew_has_ended_where_its_last_page_is_short(Numbered style) {
        serve(NO_TOTAL, query -> PagingHost.page(part(style.skip(query) < 10 ? style.skip(query) : 0, 10)));

        assertThat(read(style.paging(), Listing.End.PLAIN)).isEqualTo(keys(10));
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_begins_anew_behind_a_full_page_may_hide_records(Numbered style) {
        serve(NO_TOTAL, query -> PagingHost.page(part(style.skip(query) < 12 ? style.skip(query) : 0, 1000)));

        assertThatThrownBy(() -> read(style.paging(), Listing.End.PLAIN))
                .hasMessageContaining("page 4 of the listing brings the records of page 1 again");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 416})
    void a_refusal_beyond_the_end_is_the_end_where_all_that_was_announced_came(int status) {
        refusing(12, status, Numbered.PAGE);

        assertThat(read(Numbered.PAGE.paging(), Listing.End.PLAIN)).isEqualTo(keys(12));
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_beyond_the_end_is_the_end_where_the_definition_says_so(Numbered style) {
        refusing(NO_TOTAL, 404, style);

        assertThat(read(style.paging(), new Listing.End(Set.of(404, 400), false, false)))
                .isEqualTo(keys(12));
        assertThatThrownBy(() -> read(style.paging(), new Listing.End(Set.of(410), false, false)))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("status 404")
                .hasMessageContaining("say list.paging.end: [404]");
    }

    @Test
    void a_refusal_of_the_first_page_is_never_the_end() {
        serve(NO_TOTAL, query -> new Page(404, List.of(), Optional.empty()));

        assertThatThrownBy(() -> read(Numbered.PAGE.paging(), new Listing.End(Set.of(404), false, false)))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("status 404");
    }

    @Test
    void a_refusal_before_all_came_that_was_announced_is_no_end() {
        refusing(100, 404, Numbered.PAGE);

        assertThatThrownBy(() -> read(Numbered.PAGE.paging(), Listing.End.PLAIN))
                .hasMessageContaining("status 404");
    }

    private void refusing(int announced, int status, Numbered style) {
        serve(
                announced,
                query -> style.skip(query) < 12
                        ? PagingHost.page(part(style.skip(query), 12))
                        : new Page(status, List.of(), Optional.empty()));
    }

    @Test
    void a_total_that_was_capped_hides_nothing() {
        serve(8, query -> PagingHost.page(part(Numbered.OFFSET.skip(query), 20)));

        assertThat(read(Numbered.OFFSET.paging(), Listing.End.PLAIN)).isEqualTo(keys(20));
    }

    private static final Paging TOKENS = new Paging.Cursor("after", Definitions.pointer("/next"), Optional.empty());

    @Test
    void a_last_page_that_names_itself_is_the_end_where_the_definition_says_so() {
        serve(NO_TOTAL, query -> {
            int from = Integer.parseInt(query.getOrDefault("after", "0"));
            return new Page(200, part(from, 10), Optional.of(String.valueOf(Math.min(from + SIZE, 8))));
        });

        assertThat(read(TOKENS, SAME_TOKEN)).isEqualTo(keys(10));
        assertThatThrownBy(() -> read(TOKENS, Listing.End.PLAIN))
                .hasMessageContaining("the listing repeats itself")
                .hasMessageContaining("list.paging.end: sameToken");
    }

    @Test
    void a_token_that_is_ignored_is_no_end_whatever_the_definition_says() {
        serve(NO_TOTAL, query -> new Page(200, part(0, 10), Optional.of("t")));

        assertThatThrownBy(() -> read(TOKENS, SAME_TOKEN))
                .hasMessageContaining("page 2 of the listing brings the records of page 1 again")
                .hasMessageContaining("ignore the parameter \"after\"");
    }

    @Test
    void tokens_that_differ_do_not_hide_that_the_pages_go_round() {
        int[] asked = {0};
        serve(NO_TOTAL, query -> new Page(200, part(asked[0]++ % 7 * SIZE, 28), Optional.of("t" + asked[0])));

        assertThatThrownBy(() -> read(TOKENS, Listing.End.PLAIN))
                .hasMessageContaining("brings the records of page 1 again");
    }

    @Test
    void cursors_of_an_older_version_are_still_read() {
        serve(NO_TOTAL, query -> PagingHost.page(part(Numbered.PAGE.skip(query), 6)));

        HostPage page =
                host(new Definitions(host.url()).paging(Numbered.PAGE.paging())).list(Optional.of("1.4.ab12:2"));

        assertThat(page.records()).extracting(record -> record.key().value()).containsExactly("4", "5");
    }
}
