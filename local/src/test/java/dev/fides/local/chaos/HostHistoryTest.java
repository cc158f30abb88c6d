package dev.fides.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final HostHistory history = new HostHistory();

    @Test
    void a_record_that_was_never_deleted_was_never_lacking() {
        assertThat(history.lackedWithin(1, Instant.MIN, Instant.MAX)).isFalse();
    }

    @Test
    void a_deleted_record_is_lacking_from_then_on() {
        history.deleting(1, at(10));

        assertThat(history.lackedWithin(1, at(0), at(9))).isFalse();
        assertThat(history.lackedWithin(1, at(0), at(10))).isTrue();
        assertThat(history.lackedWithin(1, at(1_000), at(2_000))).isTrue();
    }

    @Test
    void a_restored_record_was_lacking_only_meanwhile() {
        history.deleting(1, at(10));
        history.restored(1, at(20));
        history.deleting(1, at(50));

        assertThat(history.lackedWithin(1, at(12), at(15))).isTrue();
        assertThat(history.lackedWithin(1, at(15), at(40))).isTrue();
        assertThat(history.lackedWithin(1, at(21), at(49))).isFalse();
        assertThat(history.lackedWithin(1, at(21), at(60))).isTrue();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
