package dev.fides.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.http.JsonClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * After the faults have ended: everything drains by itself, and an operator does what operators do, namely reset
 * circuits, retry parked records, approve what the guard holds, and start a last import and clean-up.
 */
final class Recovery {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration TELL = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Set<String> ACTIVE = Set.of("QUEUED", "RUNNING", "PUBLISHING");

    private final ChaosMachine machine;
    private final AppApi api;
    private final PrintStream out;
    private final long end = System.nanoTime() + LIMIT.toNanos();

    Recovery(ChaosMachine machine, AppApi api, PrintStream out) {
        this.machine = machine;
        this.api = api;
        this.out = out;
    }

    /** Returns what did not come right, in words; empty if all is well. */
    List<String> run() throws IOException, InterruptedException {
        if (!await("the app is healthy again", api::isHealthy)) {
            return List.of("the app did not become healthy within " + LIMIT.toMinutes() + " minutes");
        }
        for (String sync : ChaosSyncs.ALL) {
            api.resetCircuits(sync);
        }
        if (!await("the queues are empty and no run is active", this::isQuiet)) {
            return List.of("not quiet within " + LIMIT.toMinutes() + " minutes: " + unquiet());
        }
        List<String> problems = new ArrayList<>();
        for (String sync : ChaosSyncs.ALL) {
            recoverParked(sync);
            run(sync, "import", "COMPLETED").ifPresent(problems::add);
            run(sync, "clean-up", "COMPLETED").ifPresent(problems::add);
        }
        return problems;
    }

    /** A run that finds nothing left to do shows that the memory agrees with the target. */
    Optional<String> importFindsNothing(String sync) throws IOException, InterruptedException {
        JsonNode run = ended(sync, "import");
        long changed = run.at("/counters/changed").asLong(-1);
        return changed == 0
                ? Optional.empty()
                : Optional.of(sync + ": an import after the last one found " + changed + " changes, " + run);
    }

    private void recoverParked(String sync) throws IOException, InterruptedException {
        boolean unused = await("no record of " + sync + " is parked", () -> {
            if (api.failures(sync).isEmpty()) {
                return true;
            }
            api.retryFailures(sync);
            return await("retries are done", this::isQuiet)
                    && api.failures(sync).isEmpty();
        });
    }

    private Optional<String> run(String sync, String type, String wanted) throws IOException, InterruptedException {
        JsonNode run = ended(sync, type);
        String status = run.path("status").asText();
        return status.equals(wanted)
                ? Optional.empty()
                : Optional.of(sync + ": the last " + type + " ended as " + status + ", " + run);
    }

    private JsonNode ended(String sync, String type) throws IOException, InterruptedException {
        JsonClient.Answer answer = api.start(sync, type);
        if (!answer.ok()) {
            throw new IOException("the " + type + " of " + sync + " did not start: " + answer);
        }
        String id = answer.body().path("run").asText();
        boolean unused = await("the last " + type + " of " + sync + " has ended", () -> {
            JsonNode run = api.run(sync, id);
            approveIfHeld(sync, run);
            return !ACTIVE.contains(run.path("status").asText())
                    && !run.path("status").asText().equals("AWAITING_APPROVAL")
                    && queued() == 0;
        });
        return api.run(sync, id);
    }

    private void approveIfHeld(String sync, JsonNode run) throws IOException, InterruptedException {
        if (run.path("status").asText().equals("AWAITING_APPROVAL")) {
            api.approve(sync, run);
        }
    }

    private boolean isQuiet() throws IOException, InterruptedException {
        for (String sync : ChaosSyncs.ALL) {
            for (JsonNode run : api.runs(sync)) {
                if (ACTIVE.contains(run.path("status").asText())) {
                    return false;
                }
            }
        }
        return queued() == 0;
    }

    private String unquiet() throws IOException, InterruptedException {
        List<String> active = new ArrayList<>();
        for (String sync : ChaosSyncs.ALL) {
            api.runs(sync).stream()
                    .filter(run -> ACTIVE.contains(run.path("status").asText()))
                    .forEach(run -> active.add(run.toString()));
        }
        return machine.serviceBus().counts() + ", active runs " + active;
    }

    private int queued() {
        return machine.serviceBus().counts().stream()
                .mapToInt(queue -> queue.active() + queue.locked() + queue.scheduled() + queue.deferred())
                .sum();
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits until something holds for a while; false when the time for the whole recovery is over. */
    private boolean await(String what, Condition condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long since = start;
        long told = start;
        boolean held = false;
        while (System.nanoTime() - end < 0) {
            boolean holds = condition.holds();
            if (holds && !held) {
                since = System.nanoTime();
            }
            held = holds;
            if (holds && System.nanoTime() - since >= QUIET.toNanos()) {
                out.printf("  %-44s %4d s%n", what, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
                return true;
            }
            if (!holds && System.nanoTime() - told >= TELL.toNanos()) {
                told = System.nanoTime();
                out.printf("  ... waiting until %s: %d messages queued%n", what, queued());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
        return false;
    }
}
