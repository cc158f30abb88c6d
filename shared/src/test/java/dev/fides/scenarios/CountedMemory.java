package dev.fides.scenarios;

import dev.fides.azure.AzureClients;
import dev.fides.azure.AzureCredentials;
import dev.fides.azure.ConnectionSettings;
import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.azure.CosmosControlStore;
import dev.fides.azure.CosmosDatabaseSetup;
import dev.fides.azure.CosmosRunStore;
import dev.fides.azure.CosmosSnapshotStore;
import dev.fides.azure.CosmosSyncStateStore;
import dev.fides.azure.RequestCharges;
import dev.fides.engine.Engine;
import dev.fides.limits.SharedCircuits;
import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.operations.ForgetObjections;
import dev.fides.operations.Forgetting;
import dev.fides.operations.Pauses;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Gate;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
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

/** The memory of Cosmos DB on a local endpoint, with all that is asked of it counted; the queues are a world's. */
final class CountedMemory implements AutoCloseable {

    private static final Duration LONG = Duration.ofDays(30);

    private final CosmosEndpoint endpoint;
    private final AzureClients clients;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, Double> charged = new ConcurrentHashMap<>();

    CountedMemory(World world) {
        endpoint = CosmosEndpoint.start(CosmosSettings.onPort(0).withClock(world.clock));
        clients = new AzureClients(
                new ConnectionSettings(
                        new WithConnectionString(endpoint.connectionString()),
                        new WithConnectionString("unused"),
                        false),
                AzureCredentials.ofThisMachine());
        new CosmosDatabaseSetup(clients).run();
    }

    /** Forgets what was counted. */
    void countAnew() {
        asked.clear();
        charged.clear();
    }

    /** How many answers there were since, by container and operation; each operation of a bulk is one. */
    Map<String, Integer> asked() {
        return new TreeMap<>(asked);
    }

    /** What the endpoint charged for it, in request units, by container and operation. */
    Map<String, Double> charged() {
        return new TreeMap<>(charged);
    }

    /** An engine as FidesApp makes it, of one sync. */
    Engine engine(World world, Sync sync) {
        RequestCharges charges = (operation, units) -> {
            asked.merge(operation, 1, Integer::sum);
            charged.merge(operation, units, Double::sum);
        };
        CosmosControlStore control = new CosmosControlStore(clients, charges);
        SharedCircuits circuits = new SharedCircuits(control, world.clock, Runnable::run, "counted");
        return new Engine(
                new Syncs(List.of(sync)),
                new EnginePorts(
                        new CosmosSyncStateStore(clients, LONG, charges),
                        new CosmosSnapshotStore(clients, charges),
                        new CosmosRunStore(clients, LONG, charges),
                        control,
                        world.changes,
                        world.steps),
                Gate.all(List.of(
                        new Pauses(control, world.clock),
                        new ForgetObjections(control, world.clock),
                        new OutageGate(circuits))),
                (name, wanted) -> wanted,
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

    /** Starts an import and does everything that it leads to. */
    void completeImport(World world, Engine engine) {
        world.clock.advance(Duration.ofMinutes(1));
        engine.runs().starter().start(world.sync, RunType.IMPORT, "test", RunOptions.DEFAULT);
        int done;
        do {
            done = world.steps.deliverAll(message -> engine.steps().run(message, "owner"));
            done += world.changes.deliverAll(delivery -> engine.publisher().publish(delivery));
        } while (done > 0);
    }

    /** As FidesApp does for the timer of imports. */
    static void tick(World world, Engine engine) {
        engine.watch().supervisor().tick();
        engine.watch().scheduler().tick(RunType.IMPORT);
        engine.watch().pulses().tick();
        new Forgetting(engine.syncs(), engine.ports(), world.clock).tick();
    }

    @Override
    public void close() {
        clients.close();
        endpoint.close();
    }
}
