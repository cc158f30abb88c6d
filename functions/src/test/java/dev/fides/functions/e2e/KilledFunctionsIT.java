package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.ChangeBatch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class KilledFunctionsIT {

    private static final int RECORDS = 1_000;

    /** Each lane has one consumer, hence one batch at most of which the target has more than the state. */
    private static final long UNAVOIDABLE = (long) Definitions.LANES * ChangeBatch.MAX_CHANGES;

    private Machine machine;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        machine = Machine.start(test.getTestMethod().orElseThrow().getName(), RECORDS);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void an_import_goes_on_after_a_kill_while_it_reads() throws Exception {
        Api api = machine.startFunctions();
        machine.host().control().latency(Duration.ofMillis(700));
        URI location = api.start(Definitions.CITIES, "import", "");
        Poll.untilTrue("two pages are read", () -> api.run(location).counter("read") >= 2 * Definitions.PAGE);
        assertThat(api.run(location).counter("read")).isLessThan(RECORDS);

        requireRecovery(location);
    }

    @Test
    void an_import_goes_on_after_a_kill_while_it_publishes() throws Exception {
        Api api = machine.startFunctions();
        machine.target().control().latency(Duration.ofMillis(700));
        URI location = api.start(Definitions.CITIES, "import", "");
        Poll.untilTrue(
                "everything is read, and something is published",
                () -> api.run(location).status().equals("PUBLISHING")
                        && machine.target().control().size() > 0);
        assertThat(machine.target().control().size()).isLessThan(RECORDS - Definitions.PAGE);

        requireRecovery(location);
    }

    private void requireRecovery(URI location) throws IOException, InterruptedException {
        machine.kill();
        machine.heal();
        Api restarted = machine.startFunctions();

        RunView run =
                restarted.awaitSupervised(location).requireStatus("COMPLETED").requireSums();

        assertThat(run.counter("read")).isEqualTo(RECORDS);
        assertThat(run.counter("failed")).isZero();
        machine.requireInStep();
        long documents = machine.target().control().size();
        long doubled = machine.target().control().counter("writes") - documents;
        assertThat(doubled).isBetween(0L, UNAVOIDABLE);
        RunView next = restarted.runImport(Definitions.CITIES).requireStatus("COMPLETED");
        assertThat(next.counter("unchanged") + next.counter("filtered")).isEqualTo(RECORDS);
        assertThat(machine.serviceBus().counts())
                .allSatisfy(queue -> assertThat(queue.deadLettered()).isZero());
    }
}
