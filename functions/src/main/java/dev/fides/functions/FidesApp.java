package dev.fides.functions;

import dev.fides.azure.AzureClients;
import dev.fides.azure.AzureCredentials;
import dev.fides.azure.ConnectionSettings;
import dev.fides.azure.CosmosControlStore;
import dev.fides.azure.CosmosDatabaseSetup;
import dev.fides.azure.CosmosRunStore;
import dev.fides.azure.CosmosSnapshotStore;
import dev.fides.azure.CosmosSyncStateStore;
import dev.fides.azure.ManagedIdentityTokens;
import dev.fides.azure.RequestCharges;
import dev.fides.azure.ServiceBusChangeQueue;
import dev.fides.azure.ServiceBusRejectedQueue;
import dev.fides.azure.ServiceBusStepQueue;
import dev.fides.bounds.ExpendableThreads;
import dev.fides.bounds.LimitedWork;
import dev.fides.config.SyncDefinition;
import dev.fides.control.ControlStore;
import dev.fides.engine.Engine;
import dev.fides.engine.MessageIntake;
import dev.fides.functions.api.AuditApi;
import dev.fides.functions.api.CircuitsApi;
import dev.fides.functions.api.EventsApi;
import dev.fides.functions.api.ForgetApi;
import dev.fides.functions.api.HealthApi;
import dev.fides.functions.api.OperationsApi;
import dev.fides.functions.api.RecordsApi;
import dev.fides.functions.api.RunsApi;
import dev.fides.functions.api.SyncsApi;
import dev.fides.limits.SharedCircuits;
import dev.fides.limits.StoredResilience;
import dev.fides.mapping.Mapping;
import dev.fides.operations.Audit;
import dev.fides.operations.ForgetObjections;
import dev.fides.operations.Forgetting;
import dev.fides.operations.LostThreads;
import dev.fides.operations.Pauses;
import dev.fides.operations.Rejected;
import dev.fides.operations.SyncOverview;
import dev.fides.queue.RejectedQueue;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.run.RunType;
import dev.fides.stores.Stores;
import dev.fides.sync.AttemptAll;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Gate;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.incoming.EventReceiver;
import dev.fides.sync.publish.HourlyDeleteAllowance;
import dev.fides.sync.watch.OutageGate;
import dev.fides.target.TargetStore;
import dev.fides.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: everything that the functions need, put together once for an instance of the app. */
public final class FidesApp {

    private static final Logger LOG = LoggerFactory.getLogger(FidesApp.class);

    /** Outlives every message, which lives 14 days at most. */
    private static final Duration TOMBSTONES = Duration.ofDays(30);

    private final PreparedMemory memory;
    private final Engine engine;
    private final MessageIntake intake;
    private final EventReceiver receiver;
    private final EventsApi events;
    private final CircuitsApi circuits;
    private final Forgetting forgetting;
    private final ForgetApi forget;
    private final SyncsApi syncs;
    private final RunsApi runs;
    private final RecordsApi records;
    private final OperationsApi operations;
    private final AuditApi audit;
    private final HealthApi health;

    private FidesApp(
            PreparedMemory memory,
            Engine engine,
            Pauses pauses,
            SharedCircuits shared,
            RejectedQueue rejected,
            LostThreads lost,
            EngineEnvironment around) {
        this.memory = memory;
        Audit audit = new Audit(engine.ports().control(), around.uniqueIds(), around.clock());
        this.engine = engine;
        this.intake = new MessageIntake(engine, rejected, around);
        this.receiver = new EventReceiver(
                engine.syncs(), engine.sender(), rejected, around.uniqueIds(), around.clock(), around.listener());
        this.events = new EventsApi(receiver);
        this.circuits = new CircuitsApi(engine, shared, audit);
        this.forgetting = new Forgetting(engine.syncs(), engine.ports(), around.clock());
        this.forget = new ForgetApi(forgetting, audit);
        this.syncs = new SyncsApi(engine, new SyncOverview(engine, pauses), circuits, forget);
        this.runs = new RunsApi(engine, audit);
        this.records = new RecordsApi(engine, audit);
        Rejected kept = new Rejected(rejected, engine.syncs(), engine.sender(), receiver);
        this.operations = new OperationsApi(engine, pauses, kept, audit);
        this.audit = new AuditApi(audit);
        this.health = new HealthApi(engine, rejected, circuits, lost, around.clock(), memory::prepare);
    }

    /**
     * Puts the app together.
     *
     * @param environment the app settings
     * @param openTelemetry where the app's telemetry goes
     * @throws dev.fides.config.source.InvalidDefinitionsException with all faults of all sync definitions
     * @throws IllegalArgumentException when a setting is missing or wrong
     */
    static FidesApp create(Map<String, String> environment, OpenTelemetry openTelemetry) {
        AppSettings settings = new AppSettings(environment);
        AzureClients clients =
                new AzureClients(ConnectionSettings.from(settings::find), AzureCredentials.ofThisMachine());
        PreparedMemory memory = new PreparedMemory(new CosmosDatabaseSetup(clients));
        try {
            // Half of a cold start is the client of Cosmos DB: it gets ready while the definitions are compiled.
            memory.begin();
            return create(settings, openTelemetry, clients, memory);
        } catch (RuntimeException e) {
            // The next invocation tries again, with clients of its own.
            memory.end();
            clients.close();
            throw e;
        }
    }

    private static FidesApp create(
            AppSettings settings, OpenTelemetry openTelemetry, AzureClients clients, PreparedMemory memory) {
        Clock clock = settings.clock();
        Telemetry telemetry = new Telemetry(openTelemetry, clock);
        RequestCharges charges = telemetry::charged;
        ControlStore control = new CosmosControlStore(clients, charges);
        String instance = UUID.randomUUID().toString();
        LostThreads lost = new LostThreads(control, instance, telemetry.listener());
        ExpendableThreads threads = settings.mappingThreads(clock, telemetry, lost);
        EngineEnvironment around = settings.surroundings(clock, telemetry, threads);
        SharedCircuits circuits = new SharedCircuits(control, clock, AppSettings.circuitWriter(), instance);
        SharedResilience shared = telemetry.observed(new StoredResilience(circuits, control, clock, instance));
        Pace pace = Pace.real(clock, around.random()).withLongestPause(settings.longestPause());
        RestStores rest = new RestStores(
                shared,
                pace,
                new ManagedIdentityTokens(AzureCredentials.ofThisMachine(), settings.identityClientId()),
                RestStores.MAX_RESPONSE_BYTES,
                threads);
        Stores stores = new Stores(rest, shared, pace);
        List<SyncDefinition> definitions = settings.definitions();
        Syncs syncs = new Syncs(definitions.stream()
                .map(definition -> sync(definition, stores, telemetry, threads))
                .toList());
        EnginePorts ports = new EnginePorts(
                new CosmosSyncStateStore(clients, TOMBSTONES, charges),
                new CosmosSnapshotStore(clients, charges),
                new CosmosRunStore(clients, settings.runRetention(), charges),
                control,
                new ServiceBusChangeQueue(clients),
                new ServiceBusStepQueue(clients));
        Pauses pauses = new Pauses(control, clock);
        Engine engine = new Engine(
                syncs,
                ports,
                Gate.all(List.of(pauses, new ForgetObjections(control, clock), new OutageGate(circuits))),
                new HourlyDeleteAllowance(control, ports.states(), clock),
                settings.engine(),
                around);
        RejectedQueue rejected = telemetry.observed(new ServiceBusRejectedQueue(clients));
        memory.await();
        return new FidesApp(memory, engine, pauses, circuits, rejected, lost, around);
    }

    private static Sync sync(SyncDefinition definition, Stores stores, Telemetry telemetry, ExpendableThreads threads) {
        TargetStore target = stores.targetStore(definition);
        Mapping mapping = Mapping.of(definition, target.traits().writeShape());
        mapping.warnings().forEach(warning -> LOG.warn("definition {}: {}", definition.name(), warning));
        return new Sync(
                definition,
                telemetry.observed(definition.name(), stores.hostStore(definition)),
                telemetry.observed(definition.name(), target),
                mapping.limited(new LimitedWork(definition.name(), threads)));
    }

    /** What a timer does: looks after all runs, and starts what is due of one type. */
    public void tick(RunType type) {
        memory.prepare();
        var thorough = new AttemptAll();
        thorough.attempt(engine.watch().supervisor()::tick);
        thorough.attempt(() -> engine.watch().scheduler().tick(type));
        thorough.attempt(engine.watch().pulses()::tick);
        thorough.attempt(forgetting::tick);
        thorough.finish();
    }

    public Engine engine() {
        return engine;
    }

    public MessageIntake intake() {
        return intake;
    }

    public CircuitsApi circuits() {
        return circuits;
    }

    public ForgetApi forget() {
        return forget;
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

    public AuditApi audit() {
        return audit;
    }

    public OperationsApi operations() {
        return operations;
    }

    public EventReceiver receiver() {
        return receiver;
    }

    public EventsApi events() {
        return events;
    }

    public HealthApi health() {
        return health;
    }
}
