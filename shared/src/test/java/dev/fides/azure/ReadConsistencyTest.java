package dev.fides.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.model.RecordKey;
import dev.fides.run.RunPage;
import dev.fides.state.Snapshot;
import dev.fides.state.StateFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What each kind of read asks Cosmos DB for, seen on the wire. Without the header the account's own consistency holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadConsistencyTest {

    private static final String CONSISTENCY = "x-ms-consistency-level";
    private static final String ACCOUNT_DECIDES = "(the account's)";

    private final CosmosEndpoint endpoint = CosmosEndpoint.start(CosmosSettings.onPort(0));
    private final WireMockServer wire =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private AzureClients clients;

    @BeforeAll
    void listen() {
        wire.start();
        String real = address(endpoint.connectionString());
        wire.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(real.replaceAll("/$", ""))));
        String watched = endpoint.connectionString().replace(real, wire.baseUrl() + "/");
        clients = new AzureClients(
                new ConnectionSettings(new WithConnectionString(watched), new WithConnectionString("unused"), false),
                AzureCredentials.ofThisMachine());
        new CosmosDatabaseSetup(clients).run();
    }

    @AfterAll
    void end() {
        clients.close();
        wire.stop();
        endpoint.close();
    }

    @BeforeEach
    void forget() {
        wire.resetRequests();
    }

    @Test
    void what_instances_share_is_read_as_the_account_offers() {
        CosmosControlStore control = new CosmosControlStore(clients, RequestCharges.IGNORED);
        control.save("pause:cities", JsonNodeFactory.instance.objectNode(), Optional.empty(), Optional.empty());
        wire.resetRequests();

        control.read("pause:cities");
        control.list("circuit:", 10);

        assertThat(asked("sync-control")).containsOnlyKeys(ACCOUNT_DECIDES);
    }

    @Test
    void runs_and_ledgers_are_read_as_the_account_offers() {
        CosmosRunStore runs = new CosmosRunStore(clients, Duration.ofDays(30), RequestCharges.IGNORED);

        runs.read("run");
        runs.ledger("run", "ledger");
        runs.active("cities");
        runs.list("cities", Optional.empty(), 10);
        runs.pages("run", RunPage.Kind.NOMINATIONS, Optional.empty(), 10);
        runs.unsettled("run", 10);
        runs.eachLedger("run", ledger -> {});

        assertThat(asked("sync-runs")).containsOnlyKeys(ACCOUNT_DECIDES);
    }

    @Test
    void states_of_records_are_read_in_the_session() {
        CosmosSyncStateStore states = new CosmosSyncStateStore(clients, Duration.ofDays(30), RequestCharges.IGNORED);

        states.read("cities", List.of(new RecordKey("1")));
        states.read("cities", List.of(new RecordKey("1"), new RecordKey("2")));
        states.list("cities", new StateFilter.Due(Instant.EPOCH), Optional.empty(), 10);
        states.count("cities");
        states.eachWrittenSince("cities", Instant.EPOCH, 10, key -> {});
        CosmosSnapshotStore snapshots = new CosmosSnapshotStore(clients, RequestCharges.IGNORED);
        snapshots.current("cities");
        snapshots.chunks(List.of(new Snapshot.ChunkId("cities", "run", 1, 0)));

        assertThat(asked("sync-state")).containsOnlyKeys("Session");
    }

    /** How often documents of a container were read or queried, by the consistency asked for; query plans read nothing. */
    private Map<String, Integer> asked(String container) {
        Map<String, Integer> asked = new TreeMap<>();
        for (Request request : wire.getAllServeEvents().stream()
                .map(event -> (Request) event.getRequest())
                .toList()) {
            boolean reads = request.getUrl().contains("/colls/" + container + "/docs")
                    && !request.containsHeader("x-ms-cosmos-is-query-plan-request");
            if (reads) {
                String level = request.containsHeader(CONSISTENCY) ? request.getHeader(CONSISTENCY) : ACCOUNT_DECIDES;
                asked.merge(level, 1, Integer::sum);
            }
        }
        return asked;
    }

    private static String address(String connectionString) {
        return connectionString.replaceFirst("^.*AccountEndpoint=([^;]+);.*$", "$1");
    }
}
