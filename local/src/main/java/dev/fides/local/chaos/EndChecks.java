package dev.fides.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.demo.target.TargetControl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What must hold after quiet; every method returns what does not, in words that name the sync and the key. */
final class EndChecks {

    /**
     * Between the host's answer that a record is gone and the arrival of its delete at the target lie at most the attempts
     * of one request, each with its time limit and pause.
     */
    private static final Duration DELETE_WITHIN = Duration.ofSeconds(30);

    private final ChaosMachine machine;
    private final AppApi api;

    EndChecks(ChaosMachine machine, AppApi api) {
        this.machine = machine;
        this.api = api;
    }

    /** Nothing was deleted that the host had all the while. */
    List<String> deletes(Services services) {
        List<String> problems = new ArrayList<>();
        for (TargetControl.Delete delete : services.target().control().deletes()) {
            boolean lacked = services.history()
                    .lackedWithin(
                            Long.parseLong(delete.externalId()), delete.at().minus(DELETE_WITHIN), delete.at());
            if (!lacked) {
                problems.add(services.sync() + ": " + delete.externalId() + " was deleted at " + delete.at()
                        + " although the host had it");
            }
        }
        return problems;
    }

    /** The counters of every ended run add up. */
    List<String> sums(Services services) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (JsonNode run : api.runs(services.sync())) {
            if (!addsUp(run)) {
                problems.add(services.sync() + ": the counters do not add up, " + run);
            }
        }
        return problems;
    }

    private static boolean addsUp(JsonNode run) {
        boolean cleanUp = run.path("type").asText().equals("CLEAN_UP");
        long sent = count(run, cleanUp ? "nominated" : "changed");
        boolean outcomes = sent
                        == sum(run, "published", "deleted", "superseded", "failed", "held", "cancelled", "pending")
                && (count(run, "pending") == 0 || run.path("status").asText().equals("AWAITING_APPROVAL"));
        boolean read = cleanUp
                ? count(run, "checked") == sum(run, "present", "nominated", "foreign", "unreadable")
                : count(run, "read") == sum(run, "unchanged", "changed", "filtered", "parked", "invalid");
        return outcomes && read;
    }

    private static long sum(JsonNode run, String... names) {
        long sum = 0;
        for (String name : names) {
            sum += count(run, name);
        }
        return sum;
    }

    private static long count(JsonNode run, String name) {
        return run.path("counters").path(name).asLong(0);
    }

    /** Every parked record has a reason; and since everything works again, none is parked. */
    List<String> parked(Services services) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (JsonNode parked : api.failures(services.sync())) {
            boolean reason = !parked.at("/failure/reason").asText("").isBlank()
                    && !parked.at("/failure/message").asText("").isBlank();
            problems.add(services.sync() + ": still parked" + (reason ? ", " : " without a reason, ") + parked);
        }
        return problems;
    }

    /** No dead letters and no rejected messages. */
    List<String> queues() throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        machine.serviceBus().counts().stream()
                .filter(queue -> queue.deadLettered() > 0)
                .forEach(queue -> problems.add("dead letters in " + queue));
        api.rejected().forEach(message -> problems.add("rejected: " + message));
        return problems;
    }
}
