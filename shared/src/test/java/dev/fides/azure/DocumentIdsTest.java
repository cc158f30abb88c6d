package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.fakes.OddKeys;
import dev.fides.model.RecordKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DocumentIdsTest {

    @Test
    void plain_keys_stay_readable() {
        assertThat(DocumentIds.of("cities", new RecordKey("geo:2_643-743.x"))).isEqualTo("cities:geo:2_643-743.x");
    }

    @Test
    void what_cosmos_db_refuses_is_escaped() {
        assertThat(DocumentIds.of("s", new RecordKey("a/b\\c?d#e~f g日")))
                .isEqualTo("s:a~2Fb~5Cc~3Fd~23e~7Ef~20g~u65E5");
    }

    @Test
    void odd_keys_have_different_ids_that_cosmos_db_takes() {
        assertThat(OddKeys.all().stream().map(key -> DocumentIds.of("s", key)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9_.:~-]{1,1023}"));
    }

    @Test
    void a_colon_in_a_sync_does_not_mix_it_up_with_a_key() {
        assertThat(DocumentIds.of("a:b", new RecordKey("c"))).isNotEqualTo(DocumentIds.of("a", new RecordKey("b:c")));
    }

    @Property(tries = 500)
    void different_texts_stay_different(
            @ForAll @StringLength(max = 12) String one, @ForAll @StringLength(max = 12) String other) {
        assertThat(DocumentIds.escape(one).equals(DocumentIds.escape(other))).isEqualTo(one.equals(other));
    }

    @Property(tries = 500)
    void what_starts_alike_stays_alike(@ForAll String start, @ForAll String rest) {
        assertThat(DocumentIds.escape(start + rest)).startsWith(DocumentIds.escape(start));
    }
}
