package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TwoFunctionHostsIT {

    private static final int RECORDS = 1_000;
    private static final int ROUNDS = 15;

    @Test
    void an_import_and_refreshes_at_once_in_two_processes_end_with_the_mapped_host() throws Exception {
        try (Machine machine = Machine.start("two-hosts", RECORDS)) {
            Api first = machine.startFunctions();
            Api second = machine.startFunctions();
            machine.target().control().latency(Duration.ofMillis(50));
            machine.host().control().latency(Duration.ofMillis(100));

            URI location = first.start(Definitions.CITIES, "import", "");
            List<String> outcomes = editAndRefresh(machine, List.of(first, second));
            RunView run =
                    second.awaitSupervised(location).requireStatus("COMPLETED").requireSums();

            assertThat(run.counter("read")).isEqualTo(RECORDS);
            assertThat(outcomes).hasSize(2 * ROUNDS).containsAnyOf("PUBLISHED").isSubsetOf("PUBLISHED", "PENDING");
            machine.heal();
            // What was pending when its caller was answered is done a little later.
            Poll.untilTrue("the target is the mapped host", machine::isInStep);
            RunView next = second.runImport(Definitions.CITIES)
                    .requireStatus("COMPLETED")
                    .requireSums();
            assertThat(next.counter("changed")).isZero();
        }
    }

    /** Changes records and reports each change through one of the hosts, in as many threads. */
    private static List<String> editAndRefresh(Machine machine, List<Api> apis) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(apis.size());
        try {
            List<Future<List<String>>> working = new ArrayList<>();
            apis.forEach(api -> working.add(threads.submit(() -> editAndRefresh(machine, api))));
            List<String> outcomes = new ArrayList<>();
            for (Future<List<String>> each : working) {
                outcomes.addAll(each.get());
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    private static List<String> editAndRefresh(Machine machine, Api api) {
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            String key;
            synchronized (machine) {
                key = Long.toString(machine.host().control().change(1).get(0));
            }
            Reply reply = api.refresh(Definitions.CITIES, key);
            outcomes.add(reply.json().path("outcome").asText(reply.toString()));
        }
        return outcomes;
    }
}
