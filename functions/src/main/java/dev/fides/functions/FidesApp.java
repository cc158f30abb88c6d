package dev.fides.functions;

import dev.fides.azure.AzureClients;
import dev.fides.azure.ConnectionSettings;
import dev.fides.azure.CosmosControlStore;
import dev.fides.azure.CosmosDatabaseSetup;
import dev.fides.azure.CosmosRunStore;
import dev.fides.azure.CosmosSyncStateStore;
import dev.fides.azure.Credentials;
import dev.fides.azure.ManagedIdentityTokens;
import dev.fides.azure.RequestCharges;
import dev.fides.azure.ServiceBusChangeQueue;
import dev.fides.azure.ServiceBusRejectedQueue;
import dev.fides.azure.ServiceBusStepQueue;
import dev.fides.config.SyncDefinition;
import dev.fides.config.SyncDefinitionLoader;
import dev.fides.control.ControlStore;
import dev.fides.functions.api.CircuitsApi;
import dev.fides.functions.api.HealthApi;
import dev.fides.functions.api.RecordsApi;
import dev.fides.functions.api.RunsApi;
import dev.fides.functions.api.SyncsApi;
import dev.fides.limits.SharedCircuits;
import dev.fides.limits.StoredResilience;
import dev.fides.mapping.Mapping;
import dev.fides.queue.RejectedQueue;
import dev.fides.resilience.Pace;
import dev.fides.rest.RestStores;
import dev.fides.sync.Engine;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Intake;
import dev.fides.sync.OutageGate;
import dev.fides.sync.Surroundings;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The composition root: everything that the functions need, put together once for an instance of the app. */
public final class FidesApp {

    /** Outlives every message, which lives 14 days at most. */
    private static final Duration TOMBSTONES = Duration.ofDays(30);

    private final Engine engine;
    private final Intake intake;
    private final CircuitsApi circuits;
    private final SyncsApi syncs;
    private final RunsApi runs;
    private final RecordsApi records;
    private final HealthApi health;

    private FidesApp(Engine engine, SharedCircuits shared, RejectedQueue rejected, Surroundings around) {
        this.engine = engine;
        this.intake = new Intake(engine, rejected, around.clock(), around.uniqueIds());
        this.circuits = new CircuitsApi(engine, shared);
        this.syncs = new SyncsApi(engine, circuits);
        this.runs = new RunsApi(engine);
        this.records = new RecordsApi(engine);
        this.health = new HealthApi(engine, rejected, circuits);
    }

    /**
     * Puts the app together.
     *
     * @param environment the app settings
     * @throws dev.fides.config.InvalidDefinitionsException with all faults of all sync definitions
     * @throws IllegalArgumentException when a setting is missing or wrong
     */
    static FidesApp create(Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        AppSettings settings = new AppSettings(environment);
        AzureClients clients = new AzureClients(ConnectionSettings.from(environment), Credentials.ofThisMachine());
        Surroundings around = settings.surroundings(clock);
        RequestCharges charges = RequestCharges.IGNORED;
        ControlStore control = new CosmosControlStore(clients, charges);
        String instance = around.uniqueIds().get();
        SharedCircuits circuits = new SharedCircuits(control, clock, AppSettings.circuitWriter(), instance);
        RestStores stores = new RestStores(
                new StoredResilience(circuits, control, clock, instance),
                Pace.real(clock, around.random()),
                new ManagedIdentityTokens(Credentials.ofThisMachine(), settings.identityClientId()),
                RestStores.MAX_RESPONSE_BYTES);
        List<SyncDefinition> definitions =
                new SyncDefinitionLoader(settings::find, List.of(Mapping::check)).load(settings.definitions());
        Syncs syncs = new Syncs(definitions.stream()
                .map(definition -> new Sync(
                        definition,
                        stores.hostStore(definition),
                        stores.targetStore(definition),
                        Mapping.of(definition)))
                .toList());
        new CosmosDatabaseSetup(clients).run();
        EnginePorts ports = new EnginePorts(
                new CosmosSyncStateStore(clients, TOMBSTONES, charges),
                new CosmosRunStore(clients, settings.runRetention(), charges),
                control,
                new ServiceBusChangeQueue(clients),
                new ServiceBusStepQueue(clients));
        Engine engine = new Engine(
                syncs, ports, new OutageGate(circuits), (sync, wanted) -> wanted, settings.engine(), around);
        return new FidesApp(engine, circuits, new ServiceBusRejectedQueue(clients), around);
    }

    public Engine engine() {
        return engine;
    }

    public Intake intake() {
        return intake;
    }

    public CircuitsApi circuits() {
        return circuits;
    }

    public SyncsApi syncs() {
        return syncs;
    }

    public RunsApi runs() {
        return runs;
    }

    public RecordsApi records() {
        return records;
    }

    public HealthApi health() {
        return health;
    }
}
