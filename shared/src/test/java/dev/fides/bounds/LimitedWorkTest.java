package dev.fides.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitedWorkTest {

    private final Semaphore end = new Semaphore(0);
    private final ExpendableThreads threads = new ExpendableThreads(
            ExpendableThreads.daemons("work-of-a-test-"),
            Duration.ofMillis(50),
            Clock.systemUTC(),
            ExpendableThreads.Listener.NOBODY);
    private final LimitedWork cities = new LimitedWork("cities", threads);

    @AfterEach
    void endAll() {
        end.release();
    }

    /** Hears nobody who asks it to end. */
    private String stubborn() {
        end.acquireUninterruptibly();
        end.release();
        return "at last";
    }

    @Test
    void work_that_takes_too_long_says_what_it_was() {
        assertThatThrownBy(() -> cities.call("the template", "a", this::stubborn))
                .isInstanceOf(TooLongException.class)
                .hasMessage("the template took longer than PT0.05S");
    }

    @Test
    void a_sync_that_hangs_four_times_takes_no_more_threads_and_others_go_on() {
        for (int i = 0; i < 4; i++) {
            assertThat(cities.call("the template", "a" + i, this::stubborn, () -> "too long"))
                    .isEqualTo("too long");
        }

        assertThatThrownBy(() -> cities.call("the template", "b", () -> "quick", () -> "too long"))
                .isInstanceOf(RetryableException.class)
                .hasMessageContainingAll("the template is not run", "sync cities", "hangs on 4 items", "Item: b");
        assertThat(new LimitedWork("towns", threads).call("the template", "b", () -> "quick", () -> "too long"))
                .isEqualTo("quick");
    }
}
