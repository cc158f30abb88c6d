package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.sync.PageRoom;
import dev.fides.sync.RecordMemory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps with large pages wait for each other, and no others do. */
@Timeout(60)
class PageRoomTest {

    private static final long KB = 1024;

    private final RecordMemory memory = new RecordMemory(1000 * KB);

    private PageRoom holding(String sync, long bytes) {
        PageRoom room = memory.pageRoom(sync);
        room.await();
        room.hold(bytes);
        return room;
    }

    private CompletableFuture<PageRoom> elsewhere(String sync, long bytes) throws InterruptedException {
        CompletableFuture<PageRoom> held = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            started.countDown();
            held.complete(holding(sync, bytes));
        });
        thread.setDaemon(true);
        thread.start();
        started.await();
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return held;
    }

    @Test
    void two_pages_that_do_not_fit_together_are_worked_on_one_after_the_other() throws InterruptedException {
        PageRoom first = holding("cities", 600 * KB);
        CompletableFuture<PageRoom> second = elsewhere("towns", 600 * KB);
        assertThat(second).isNotDone();
        first.close();
        second.join().close();
    }

    @Test
    void a_small_page_waits_for_nobody() {
        try (PageRoom all = holding("cities", 1000 * KB);
                PageRoom small = holding("towns", 10 * KB)) {
            assertThat(all).isNotSameAs(small);
        }
    }

    @Test
    void a_small_page_waits_for_nobody_though_large_ones_queue() throws InterruptedException {
        PageRoom all = holding("cities", 1000 * KB);
        CompletableFuture<PageRoom> waiting = elsewhere("villages", 600 * KB);
        holding("towns", 10 * KB).close();
        assertThat(waiting).isNotDone();
        all.close();
        waiting.join().close();
    }

    @Test
    void the_next_page_of_a_sync_with_large_pages_waits_before_it_is_asked_for() throws InterruptedException {
        holding("towns", 600 * KB).close();
        PageRoom first = holding("cities", 600 * KB);
        CompletableFuture<PageRoom> second = elsewhere("towns", KB);
        assertThat(second).isNotDone();
        first.close();
        second.join().close();
    }

    @Test
    void who_has_room_already_does_not_wait_for_more_and_a_page_larger_than_all_of_it_has_all() {
        PageRoom first = holding("cities", 400 * KB);
        PageRoom second = holding("towns", 400 * KB);
        first.hold(900 * KB);
        second.hold(900 * KB);
        first.close();
        second.close();
        holding("cities", 5000 * KB).close();
        holding("cities", 1000 * KB).close();
    }
}
