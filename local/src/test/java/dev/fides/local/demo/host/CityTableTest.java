package dev.fides.local.demo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CityTableTest {

    private static final List<City> SHIPPED =
            List.of(new City(3, "\"n\":1"), new City(5, "\"n\":2"), new City(9, "\"n\":3"));

    private final CityTable table = new CityTable(SHIPPED, 1);

    @Test
    void rows_added_and_changed_and_deleted_show_in_the_order_of_their_ids() {
        table.put(new City(4, "\"n\":7"));
        table.put(new City(5, "\"n\":8"));
        table.remove(3);

        assertThat(table.page(0, 10)).containsExactly(new City(4, "\"n\":7"), new City(5, "\"n\":8"), SHIPPED.get(2));
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.find(3)).isEmpty();
    }

    @Test
    void copies_are_rows_under_moved_ids() {
        table.reset(3);

        assertThat(table.size()).isEqualTo(9);
        assertThat(table.page(9, 2)).extracting(City::id).containsExactly(100_000_003L, 100_000_005L);
        assertThat(table.find(200_000_009L)).contains(new City(200_000_009L, "\"n\":3"));
        assertThat(table.find(300_000_009L)).isEmpty();
    }

    @Test
    void a_new_id_is_above_all_others() {
        table.reset(2);
        table.put(new City(700_000_000L, ""));

        assertThat(table.nextId()).isGreaterThan(700_000_000L);
    }

    @Test
    void picked_rows_are_different_and_there() {
        table.remove(5);

        assertThat(table.pick(2, new Random(1))).containsExactly(3L, 9L);
        assertThat(table.pick(1, new Random(1))).isSubsetOf(3L, 9L);
        assertThatThrownBy(() -> table.pick(3, new Random(1))).hasMessage("Cannot pick 3 of 2 cities.");
    }

    @Property(tries = 200)
    void pages_of_any_size_make_the_whole_table(
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 12) Integer> edited,
            @ForAll @IntRange(min = 1, max = 7) int size) {
        var random = new Random(edited.size());
        var edits = new CityTable(SHIPPED, 2);
        for (int id : edited) {
            if (random.nextBoolean()) {
                edits.put(new City(id, "\"edited\":true"));
            } else {
                edits.remove(id);
            }
        }
        var paged = new ArrayList<City>();
        List<City> page = edits.page(0, size);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = edits.page(page.get(page.size() - 1).id(), size);
        }

        assertThat(paged).isEqualTo(edits.page(0, 1_000)).hasSize((int) edits.size());
        assertThat(paged).allMatch(city -> edits.find(city.id()).equals(Optional.of(city)));
    }
}
