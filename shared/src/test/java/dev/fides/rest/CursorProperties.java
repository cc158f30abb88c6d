package dev.fides.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.PermanentException;
import dev.fides.rest.paging.Cursor;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CursorProperties {

    @Property
    void a_cursor_survives_its_text(@ForAll String position, @ForAll @IntRange(max = 9999) int seen) {
        Cursor cursor = Cursor.second(position, content(0, seen));
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @Property(tries = 200)
    void a_listing_that_never_repeats_itself_is_never_refused(@ForAll @IntRange(min = 1, max = 2000) int pages) {
        Cursor cursor = Cursor.second("p0", content(0, 10));
        for (int i = 1; i < pages; i++) {
            cursor = Cursor.parse(cursor.next("p" + i, content(i, 10), false).text());
        }
        assertThat(cursor.seen()).isEqualTo(10L * pages);
    }

    @Property(tries = 200)
    void every_circle_is_noticed_within_a_few_rounds(
            @ForAll @IntRange(max = 50) int before, @ForAll @IntRange(min = 1, max = 50) int length) {
        assertThatThrownBy(() -> {
                    Cursor cursor = Cursor.second("p0", content(0, 1));
                    for (int i = 1; i < 4 * (before + length) + 8; i++) {
                        int place = i < before ? i : before + (i - before) % length;
                        cursor = cursor.next("p" + place, content(place, 1), false);
                    }
                })
                .isInstanceOf(PermanentException.class);
    }

    private static Cursor.Content content(int page, int items) {
        return new Cursor.Content(items, page + 1, OptionalLong.of(items));
    }
}
