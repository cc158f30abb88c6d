package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A workload in which everything happens that the app tells of, the failures too; it needs a machine of its own. */
final class Everything {

    static final int RECORDS = 200;

    /** More than the guard lets go by itself. */
    private static final int LOST = RECORDS / 4;

    private final Machine machine;
    private final Api api;

    Everything(Machine machine, Api api) {
        this.machine = machine;
        this.api = api;
    }

    /** Gives one sync a schedule, a low rate and a circuit that opens soon; to be called before functions start. */
    static void prepare(Machine machine) throws IOException {
        Path notes = machine.syncs().resolve("notes.yaml");
        Files.writeString(
                notes, Files.readString(notes).replace("partitions: 2\n", """
                partitions: 2
                schedule: { import: "0 0 0 1 1 *" }
                """).replace("  id: /externalId\n", """
                  id: /externalId
                  resilience:
                    attempts: 1
                    requestsPerSecond: 10
                    circuit: { failureRate: 50, window: 5, openFor: PT1S }
                """));
    }

    void happens() {
        someRecordIsParkedAndTriedAgain();
        eventsComeGoodAndBad();
        deletesAreHeldAndApproved();
        theTargetGoesAwayAndChangesWait();
    }

    private void someRecordIsParkedAndTriedAgain() {
        String refused = Long.toString(machine.host().control().pick(1).get(0));
        machine.target().control().refuse(refused, 422);
        api.runImport(Definitions.CITIES).requireStatus("COMPLETED_WITH_FAILURES");
        assertThat(api.post("syncs/cities/failures/retry", "{}").status()).isEqualTo(202);
        Poll.untilTrue("the retry failed too", () -> attempts(refused) > 1);
        machine.target().control().refuse(refused, 0);
    }

    private int attempts(String key) {
        return api.explain(Definitions.CITIES, key)
                .json()
                .at("/state/failure/attempts")
                .asInt();
    }

    private void eventsComeGoodAndBad() {
        String changed = Long.toString(machine.host().control().change(1).get(0));
        Reply reply = api.post("events/cities", """
                [{"type": "city.updated", "data": {"id": "%s"}},
                 {"type": "city.updated", "data": {}},
                 {"type": "weather.changed", "data": {"id": "1"}}]
                """.formatted(changed));
        assertThat(reply.json().path("accepted").asInt()).as("%s", reply).isEqualTo(1);
        Poll.untilTrue(
                "the changed record is published",
                () -> api.explain(Definitions.CITIES, changed)
                        .json()
                        .path("intent")
                        .asText()
                        .equals("NOTHING"));
    }

    private void deletesAreHeldAndApproved() {
        machine.host().control().delete(LOST);
        URI cleanUp = api.start(Definitions.CITIES, "clean-up", "");
        RunView held = api.awaitStatus(cleanUp, "AWAITING_APPROVAL");
        api.tick();
        String etag = held.json().at("/held/etag").asText();
        Reply approved = api.post(
                "syncs/cities/runs/" + held.id() + "/approve", "{\"etag\": \"" + etag.replace("\"", "\\\"") + "\"}");
        assertThat(approved.status()).as("%s", approved).isBetween(200, 202);
        api.await(cleanUp).requireStatus("COMPLETED");
    }

    private void theTargetGoesAwayAndChangesWait() {
        IntStream.range(0, 30).forEach(number -> machine.noteHost().put("note" + number, "text"));
        api.runImport(Definitions.NOTES).requireStatus("COMPLETED");
        // The second one makes a snapshot of what the first one published, the third one uses it.
        api.runImport(Definitions.NOTES).requireStatus("COMPLETED");
        machine.noteTarget().control().outage(true);
        IntStream.range(0, 30).forEach(number -> machine.noteHost().put("note" + number, "other text"));
        URI waiting = api.start(Definitions.NOTES, "import", "");
        Poll.untilTrue(
                "the circuit is open",
                () -> api.get("syncs/notes")
                        .json()
                        .at("/circuits/target/state")
                        .asText()
                        .equals("open"));
        Poll.untilTrue("all is read", () -> api.run(waiting).status().equals("PUBLISHING"));
        api.tick();
    }
}
