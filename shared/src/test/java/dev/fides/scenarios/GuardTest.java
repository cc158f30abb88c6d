package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.config.CleanUpRules;
import dev.fides.sync.work.DeleteGuard;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final DeleteGuard guard = new DeleteGuard(new CleanUpRules(500, 10, false, 100, 10));

    @Test
    void what_reaches_both_limits_and_exceeds_neither_goes_on() {
        assertThat(guard.objection(100, 1000)).isEmpty();
        assertThat(guard.objection(500, 5000)).isEmpty();
        assertThat(guard.objection(0, 0)).isEmpty();
    }

    @Test
    void more_than_the_share_is_held_however_few_they_are() {
        assertThat(guard.objection(101, 1000).orElseThrow()).contains("101 deletes of 1000", "maxDeletePercent");
        assertThat(guard.objection(1, 9)).isPresent();
    }

    @Test
    void more_than_the_number_is_held_however_small_their_share() {
        assertThat(guard.objection(501, 1_000_000).orElseThrow()).contains("501 deletes", "maxDeletes");
    }

    @Test
    void deletes_of_a_sync_that_published_nothing_are_held() {
        assertThat(guard.objection(1, 0)).isPresent();
    }
}
