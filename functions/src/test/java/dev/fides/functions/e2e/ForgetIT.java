package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.azure.AzureClients;
import dev.fides.azure.AzureCredentials;
import dev.fides.azure.ConnectionSettings;
import dev.fides.azure.CosmosControlStore;
import dev.fides.azure.RequestCharges;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForgetIT {

    private static final String FORGET = "syncs/notes/forget";
    private static final String BODY = "{\"sync\":\"notes\"}";

    /** More than there are connections. */
    private static final int MANY = 100;

    @Test
    void what_is_remembered_of_a_sync_that_is_no_longer_defined_goes_and_the_target_stays_as_it_is() throws Exception {
        try (Machine machine = Machine.start("forget", 10)) {
            machine.noteHost().put("1", "one");
            machine.noteHost().put("2", "two");
            Api api = machine.startFunctions();
            api.runImport(Definitions.NOTES).requireStatus("COMPLETED");
            api.runImport(Definitions.CITIES).requireStatus("COMPLETED");
            assertThat(api.post(FORGET, BODY).status()).isEqualTo(409);
            assertThat(api.get("syncs").json().path("notDefined")).isEmpty();

            machine.kill();
            Files.delete(machine.syncs().resolve("notes.yaml"));
            api = machine.startFunctions();

            assertThat(api.get("syncs")
                            .json()
                            .path("notDefined")
                            .path(0)
                            .path("sync")
                            .asText())
                    .isEqualTo("notes");
            assertThat(api.post(FORGET, "{\"sync\":\"note\"}").status()).isEqualTo(400);
            Reply begun = api.post(FORGET, BODY);
            assertThat(begun.status()).as("%s", begun).isEqualTo(202);
            assertThat(begun.json().path("status").asText()).isEqualTo("RUNNING");

            letTimePass(machine);
            JsonNode done = awaitDone(api);

            assertThat(done.path("states").asLong()).isEqualTo(2);
            assertThat(done.path("runDocuments").asLong()).isPositive();
            List<String> left = machine.cosmos().documents().stream()
                    .filter(document -> document.contains("notes") && !document.contains("\"forget:notes\""))
                    .toList();
            assertThat(left).as("who asked for what stays noted").allMatch(document -> document.contains("audit"));
            assertThat(left)
                    .filteredOn(document -> document.contains("\"what\":\"forget\""))
                    .hasSize(1);
            assertThat(machine.noteTarget().control().size()).isEqualTo(2);
            RunView next = api.runImport(Definitions.CITIES).requireStatus("COMPLETED");
            assertThat(next.counter("changed")).isZero();
        }
    }

    /**
     * Instances that still define the sync have some minutes to object, and the killed one has its share of the hosts' rates for
     * some 20 s more, so that a quick machine would ask in vain; for this test both are long ago.
     */
    private static void letTimePass(Machine machine) {
        Map<String, String> settings = Map.of(
                "Cosmos", machine.cosmos().connectionString(),
                "ServiceBus", machine.serviceBus().connectionString());
        try (AzureClients clients = new AzureClients(
                ConnectionSettings.from(name -> Optional.ofNullable(settings.get(name))),
                AzureCredentials.ofThisMachine())) {
            ControlStore control = new CosmosControlStore(clients, RequestCharges.IGNORED);
            ControlDocument job = control.read("forget:notes").orElseThrow();
            String since = Instant.now().minus(Duration.ofHours(1)).toString();
            assertThat(control.save(
                            job.id(), job.content().deepCopy().put("since", since), Optional.of(job), Optional.empty()))
                    .isPresent();
            control.list("rate:", MANY).forEach(control::remove);
        }
    }

    private static JsonNode awaitDone(Api api) {
        return Poll.until("the sync is forgotten", () -> {
            api.tick();
            Reply reply = api.post(FORGET, BODY);
            return Optional.of(reply.json())
                    .filter(job -> job.path("status").asText().equals("DONE"));
        });
    }
}
