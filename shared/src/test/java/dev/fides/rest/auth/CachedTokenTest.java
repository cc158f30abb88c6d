package dev.fides.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.RetryableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedTokenTest {

    private static final int CALLS = 5;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void a_failure_is_shared_by_all_who_waited_so_that_no_account_is_locked() throws InterruptedException {
        CachedToken token = new CachedToken(this::refused, Clock.systemUTC());
        for (int i = 0; i < CALLS; i++) {
            threads.add(new Thread(() -> {
                try {
                    token.value();
                } catch (RetryableException e) {
                    failures.add(e.getMessage());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(asked).hasValue(1);
        assertThat(failures).hasSize(CALLS).containsOnly("wrong password");
        assertThat(token.known()).isEmpty();
    }

    @Test
    void who_comes_later_asks_again() {
        CachedToken token = new CachedToken(
                () -> {
                    asked.incrementAndGet();
                    throw new RetryableException("wrong password", null);
                },
                Clock.systemUTC());
        for (int i = 0; i < 2; i++) {
            try {
                token.value();
            } catch (RetryableException e) {
                failures.add(e.getMessage());
            }
        }

        assertThat(asked).hasValue(2);
    }

    /** Answers once all others wait for the answer. */
    private AccessToken refused() {
        asked.incrementAndGet();
        while (threads.stream().anyMatch(this::isOnItsWay)) {
            Thread.onSpinWait();
        }
        throw new RetryableException("wrong password", null);
    }

    private boolean isOnItsWay(Thread thread) {
        return thread != Thread.currentThread()
                && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TERMINATED;
    }
}
