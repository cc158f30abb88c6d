package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.demo.sync.LimitedSync;
import dev.fides.local.demo.target.ArrivalRate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three function hosts share one target's limit. How much of it they use is for the benchmark to tell. */
@Tag("alone")
class RateIT {

    private static final int LIMIT = 100;
    private static final int RECORDS = 1_000;
    private static final Duration WINDOW = Duration.ofSeconds(2);

    @Test
    void three_processes_together_never_exceed_the_limit_of_a_target() throws Exception {
        try (Machine machine = Machine.start("rate", RECORDS);
                Watch watch = new Watch()) {
            new LimitedSync(LIMIT).writeTo(Path.of("target", "e2e", "rate", "syncs"));
            Api api = null;
            for (int i = 1; i <= 3; i++) {
                machine.set(LimitedSync.SENDER, "host " + i);
                api = machine.startFunctions();
            }
            machine.target().control().recordArrivals();

            URI location = api.start(Definitions.CITIES, "import", "");
            api.await(location).requireStatus("COMPLETED").requireSums();

            ArrivalRate rate = new ArrivalRate(machine.target().control().arrivals());
            assertThat(rate.arrivals()).hasSizeGreaterThan(RECORDS * 9 / 10);
            // What waited while this process stood still is seen to arrive at once.
            double seconds = (WINDOW.toMillis() + watch.longestPause().toMillis()) / 1_000.0;
            assertThat(rate.mostWithin(WINDOW)).isLessThanOrEqualTo((int) Math.ceil(LIMIT * seconds * 1.05));
        }
    }

    /** Notices when this process gets no time. */
    private static final class Watch implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread = new Thread(this::look, "watch");
        private volatile long longest;

        Watch() {
            thread.setDaemon(true);
            thread.start();
        }

        private void look() {
            long last = System.nanoTime();
            while (!ended.get()) {
                LockSupport.parkNanos(1_000_000);
                long now = System.nanoTime();
                longest = Math.max(longest, now - last);
                last = now;
            }
        }

        Duration longestPause() {
            return Duration.ofNanos(longest);
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
