package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.azure.AzureClients;
import dev.fides.azure.AzureCredentials;
import dev.fides.azure.ConnectionSettings;
import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.azure.CosmosControlStore;
import dev.fides.azure.CosmosDatabaseSetup;
import dev.fides.azure.CosmosRunStore;
import dev.fides.azure.CosmosSyncStateStore;
import dev.fides.azure.RequestCharges;
import dev.fides.engine.Engine;
import dev.fides.limits.SharedCircuits;
import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.operations.Pauses;
import dev.fides.run.RunType;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Gate;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Syncs;
import dev.fides.sync.Workers;
import dev.fides.sync.watch.OutageGate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a tick of a timer asks Cosmos DB while nothing happens: the price of rest in infra/README.md is worked out from it. */
final class IdleTickTest {

    private final World world = new World();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    @Test
    void a_tick_with_nothing_to_do_asks_little_however_many_records_there_are() {
        CosmosSettings local = CosmosSettings.onPort(0).withClock(world.clock);
        try (CosmosEndpoint endpoint = CosmosEndpoint.start(local);
                AzureClients clients = new AzureClients(
                        new ConnectionSettings(
                                new WithConnectionString(endpoint.connectionString()),
                                new WithConnectionString("unused"),
                                false),
                        AzureCredentials.ofThisMachine())) {
            new CosmosDatabaseSetup(clients).run();
            Engine engine = engine(clients);
            // The first tick of all notes the schedule.
            tick(engine);
            asked.clear();

            world.clock.advance(Duration.ofMinutes(1));
            tick(engine);

            assertThat(new TreeMap<>(asked))
                    .isEqualTo(new TreeMap<>(Map.of(
                            "sync-control.read", 4,
                            "sync-control.query", 1,
                            "sync-runs.query", 3,
                            "sync-state.query", 1)));
        }
    }

    /** As FidesApp does for the timer of imports. */
    private static void tick(Engine engine) {
        engine.watch().supervisor().tick();
        engine.watch().scheduler().tick(RunType.IMPORT);
        engine.watch().pulses().tick();
    }

    private Engine engine(AzureClients clients) {
        RequestCharges charges = (operation, units) -> asked.merge(operation, 1, Integer::sum);
        CosmosControlStore control = new CosmosControlStore(clients, charges);
        SharedCircuits circuits = new SharedCircuits(control, world.clock, Runnable::run, "idle");
        return new Engine(
                new Syncs(List.of(world.sync)),
                new EnginePorts(
                        new CosmosSyncStateStore(clients, Duration.ofDays(30), charges),
                        new CosmosRunStore(clients, Duration.ofDays(30), charges),
                        control,
                        world.changes,
                        world.steps),
                Gate.all(List.of(new Pauses(control, world.clock), new OutageGate(circuits))),
                (sync, wanted) -> wanted,
                EngineSettings.DEFAULT,
                new EngineEnvironment(
                        world.clock,
                        new Workers(Runnable::run, 1),
                        new Random(1),
                        () -> UUID.randomUUID().toString(),
                        Optional::empty,
                        world.clock::advance,
                        Heartbeat.none(),
                        RecordMemory.ofThisProcess(),
                        EngineListener.NONE));
    }
}
