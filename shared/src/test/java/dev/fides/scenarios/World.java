package dev.fides.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.engine.Engine;
import dev.fides.fakes.InMemoryChangeQueue;
import dev.fides.fakes.InMemoryControlStore;
import dev.fides.fakes.InMemoryRejectedQueue;
import dev.fides.fakes.InMemoryRunStore;
import dev.fides.fakes.InMemorySnapshotStore;
import dev.fides.fakes.InMemoryStepQueue;
import dev.fides.fakes.InMemorySyncStateStore;
import dev.fides.fakes.ManualClock;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.operations.Pauses;
import dev.fides.queue.OutgoingBatch;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.run.StoredRun;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.Workers;
import dev.fides.sync.incoming.EventReceiver;
import dev.fides.sync.publish.HourlyDeleteAllowance;
import dev.fides.sync.runs.RunStarter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** One sync with everything around it in memory, and a clock that only tests move. */
public final class World {

    public static final String IDS_IN_DOCUMENT = "id: /externalId\n  upsert: { method: PUT, path: '/docs/{id}' }";

    static final String IDS_FROM_TARGET = """
            assignsIds: true
              create: { method: POST, path: /docs, id: /objectId }
              update: { method: PATCH, path: '/docs/{id}' }
              find: { path: /docs, query: { externalId: '{key}' }, records: /results, id: /objectId }""";

    /** To be put behind the ids: the target can be listed. */
    static final String LISTED = "\n  list: { path: /docs, records: /items, key: /externalId, id: /externalId,"
            + " paging: { type: none } }";

    private static final String EVENTS = "events: { types: [changed, deleted], key: /data/id }";

    /** Runs that are due by themselves, unless a world's rules say otherwise. */
    private static final String SCHEDULE = "schedule: { import: \"0 */15 * * * *\" }\n";

    private static final String DEFINITION = """
            name: cities
            partitions: 4
            host:
              baseUrl: http://localhost:1
              key: /id
              list: { path: /cities, records: /value, paging: { type: none } }
              get: { path: "/cities/{key}" }
              %s
            mapping: cities.jslt
            target:
              baseUrl: http://localhost:2
              %s
              delete: { method: DELETE, path: "/docs/{id}" }
            """;

    /** Worlds are made by the thousand. */
    private static final Map<String, SyncDefinition> LOADED = new ConcurrentHashMap<>();

    public final ManualClock clock = new ManualClock();
    public final FakeHost host = new FakeHost(10);
    final FakeTarget target;
    final FakeMapping mapping = new FakeMapping();
    /** No test has as many messages: records that send each other looks for ever do. */
    private static final int RESTLESS = 20_000;

    final InMemorySyncStateStore states = new InMemorySyncStateStore(clock);
    final InMemorySnapshotStore snapshots = new InMemorySnapshotStore(clock);
    final InMemoryRunStore runs = new InMemoryRunStore(clock);
    final InMemoryControlStore control = new InMemoryControlStore(clock);
    final InMemoryChangeQueue changes = new InMemoryChangeQueue(clock);
    public final InMemoryStepQueue steps = new InMemoryStepQueue(clock);
    final InMemoryRejectedQueue rejected = new InMemoryRejectedQueue();
    final ManualHeartbeat heartbeat = new ManualHeartbeat(clock);
    final RecordMemory memory = new RecordMemory(1024 * 1024);
    final Pauses pauses = new Pauses(control, clock);
    final Sync sync;
    public final Engine engine;
    final EventReceiver events;
    final List<EventReceipt> heard = new ArrayList<>();
    /** Keys of which a snapshot said something wrong. */
    final List<RecordKey> wrongInSnapshot = new ArrayList<>();
    /** Records that imports found in a snapshot so far. */
    private long foundInSnapshot;

    private final EngineSettings settings;
    private final Random random = new Random(1);
    private final AtomicLong ids = new AtomicLong();

    /** With a checkpoint after each page, for what is to happen between two pages. */
    static World pageByPage() {
        return new World(IDS_IN_DOCUMENT, EngineSettings.DEFAULT.withStretch(Duration.ZERO));
    }

    World() {
        this(IDS_IN_DOCUMENT);
    }

    World(String targetIds) {
        this(targetIds, EngineSettings.DEFAULT);
    }

    World(String targetIds, EngineSettings settings) {
        this(targetIds, settings, "", EVENTS, new FakeTarget());
    }

    /** A world whose sync has more rules than the others. */
    static World with(String rules) {
        return new World(IDS_IN_DOCUMENT, EngineSettings.DEFAULT, rules, EVENTS, new FakeTarget());
    }

    /** A world whose host signs its events. */
    static World signing(String secret) {
        String signed = EVENTS.replace(" }", ", secret: " + secret + " }");
        return new World(IDS_IN_DOCUMENT, EngineSettings.DEFAULT, "", signed, new FakeTarget());
    }

    /** A world whose host can be asked for many records at once. */
    static World askingForMany() {
        String many =
                "\n  getMany: { path: /cities, query: { ids: '{keys}' }, separator: ',', max: 50, records: /value }";
        return new World(IDS_IN_DOCUMENT, EngineSettings.DEFAULT, "", EVENTS + many, new FakeTarget());
    }

    /**
     * A world with another target.
     *
     * @param rules members of the definition
     * @param target which several worlds may share
     */
    World(String targetIds, String rules, EngineSettings settings, FakeTarget target) {
        this(targetIds, settings, rules, EVENTS, target);
    }

    private World(String targetIds, EngineSettings settings, String rules, String hostMembers, FakeTarget target) {
        this(
                settings,
                target,
                world -> new Sync(definition(targetIds, rules, hostMembers), world.host, target, world.mapping));
        if (targetIds.endsWith(LISTED)) {
            target.listable();
        }
        mapping.idsInDocument(targetIds.startsWith(IDS_IN_DOCUMENT));
    }

    private World(EngineSettings settings, FakeTarget target, Function<World, Sync> sync) {
        this.target = target;
        this.sync = sync.apply(this);
        this.settings = settings;
        engine = instance(clock);
        events = new EventReceiver(
                engine.syncs(), engine.sender(), rejected, () -> "r" + ids.incrementAndGet(), clock, listener());
    }

    /** A world with a sync that has a host, a target and a mapping of its own. */
    /** Likewise, of a sync with stores of its own. */
    static World pageByPageOf(Sync sync) {
        return new World(EngineSettings.DEFAULT.withStretch(Duration.ZERO), new FakeTarget(), world -> sync);
    }

    public static World of(Sync sync) {
        return new World(EngineSettings.DEFAULT, new FakeTarget(), world -> sync);
    }

    /** Another instance of the app, on the same memory, queues, host and target. */
    Engine instance(Clock itsClock) {
        return instance(itsClock, sync, new EnginePorts(states, snapshots, runs, control, changes, steps));
    }

    /** An instance that works through these ports, which lead to the same memory, queues, host and target. */
    Engine instance(Clock itsClock, Sync through, EnginePorts ports) {
        EngineEnvironment around = new EngineEnvironment(
                itsClock,
                new Workers(Runnable::run, 1),
                random,
                () -> "w" + ids.incrementAndGet(),
                Optional::empty,
                clock::advance,
                heartbeat,
                memory,
                snapshotListener());
        return new Engine(
                new Syncs(List.of(through)),
                ports,
                new Pauses(ports.control(), clock),
                new HourlyDeleteAllowance(ports.control(), ports.states(), clock),
                settings,
                around);
    }

    private static SyncDefinition definition(String targetIds, String rules, String hostMembers) {
        String schedule = rules.contains("schedule:") ? "" : SCHEDULE;
        return LOADED.computeIfAbsent(DEFINITION.formatted(hostMembers, targetIds) + schedule + rules, World::load);
    }

    private static SyncDefinition load(String definition) {
        return new SyncDefinitionLoader(name -> Optional.empty(), List.of())
                .load(new InMemorySource(Map.of("cities.yaml", definition, "cities.jslt", ".")))
                .get(0);
    }

    long foundInSnapshot() {
        return foundInSnapshot;
    }

    private EngineListener snapshotListener() {
        return new EngineListener() {
            @Override
            public void snapshotUsed(Run run, int known, int lookedUp) {
                foundInSnapshot += known;
            }

            @Override
            public void snapshotWrong(Run run, RecordKey key) {
                wrongInSnapshot.add(key);
            }
        };
    }

    private EngineListener listener() {
        return new EngineListener() {
            @Override
            public void hostEvents(EventReceipt receipt) {
                heard.add(receipt);
            }
        };
    }

    /** Starts a run without doing any of it. */
    String start(RunType type) {
        return start(type, RunOptions.DEFAULT);
    }

    String start(RunType type, RunOptions options) {
        clock.advance(Duration.ofMinutes(1));
        RunStarter.Start start = engine.runs().starter().start(sync, type, "test", options);
        return ((RunStarter.Start.Started) start).run().id();
    }

    /** Starts a run and does everything until nothing is due, however far in the future. */
    public Run complete(RunType type) {
        return complete(type, RunOptions.DEFAULT);
    }

    public Run complete(RunType type, RunOptions options) {
        String id = start(type, options);
        untilQuiet();
        return run(id);
    }

    /** Does every step and publishes every batch that is due now. */
    void work() {
        work(0);
    }

    private int work(int before) {
        int all = before;
        int done;
        do {
            done = steps.deliverAll(message -> engine.steps().run(message, "owner-" + ids.incrementAndGet()));
            done += changes.deliverAll(delivery -> engine.publisher().publish(delivery), RESTLESS);
            all += done;
            if (all > RESTLESS) {
                throw new AssertionError("no rest after " + all + " messages; those that wait: " + changes.size());
            }
        } while (done > 0);
        return all;
    }

    /** Works, and moves the clock to whatever is due next, until nothing is. */
    public void untilQuiet() {
        int all = work(0);
        for (Optional<Instant> next = nextDue(); next.isPresent(); next = nextDue()) {
            clock.advanceTo(next.get());
            all = work(all);
        }
    }

    /** Sends one change as it comes from outside of any run. */
    void send(Change change, Priority priority) {
        changes.send(List.of(new OutgoingBatch(
                new ChangeBatch(
                        "cities", sync.laneOf(change.key()), Optional.empty(), List.of(change), 0, Optional.empty()),
                priority,
                Optional.empty())));
    }

    /** Approves every list of deletes that a clean-up holds, as somebody does who looked at it. */
    void approveWhatIsHeld() {
        for (StoredRun stored : runs.active("cities")) {
            // A run that was approved keeps the ETag until its step is done.
            Optional<String> held = stored.run().status() == RunStatus.AWAITING_APPROVAL
                    ? stored.run().heldEtag()
                    : Optional.empty();
            held.ifPresent(etag -> engine.runs().control().approve(stored.run().id(), etag));
        }
    }

    String nextOwner() {
        return "owner-" + ids.incrementAndGet();
    }

    private Optional<Instant> nextDue() {
        return Stream.of(steps.nextDue(), changes.nextDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    public Run run(String id) {
        return runs.read(id).orElseThrow().run();
    }

    public OutcomeCounts outcomes(Run run) {
        return run.outcomes().orElseGet(() -> engine.runs().closer().outcomes(run));
    }

    Optional<SyncState> state(String key) {
        RecordKey recordKey = new RecordKey(key);
        return Optional.ofNullable(states.read("cities", List.of(recordKey)).get(recordKey))
                .map(StoredState::state);
    }

    /** What the target must hold once everything is quiet. */
    Map<RecordKey, JsonNode> mappedHost() {
        Map<RecordKey, JsonNode> mapped = new TreeMap<>();
        host.all().forEach((key, record) -> mapping.document(record).ifPresent(document -> mapped.put(key, document)));
        return mapped;
    }

    /** What the target holds, by the record's key. */
    Map<RecordKey, JsonNode> published() {
        Map<RecordKey, JsonNode> documents = new TreeMap<>();
        target.documents()
                .values()
                .forEach(document ->
                        documents.put(new RecordKey(document.path("externalId").asText()), document));
        return documents;
    }

    /** The sums that must agree in every run that ended. */
    public static void assertSumsAgree(Run run, OutcomeCounts outcomes) {
        long changed = run.progress().read().changed() + run.progress().check().nominated();
        if (outcomes.total() != changed) {
            throw new AssertionError("changed " + changed + " but outcomes " + outcomes + " of run " + run);
        }
        boolean pending = outcomes.of(Outcome.PENDING) > 0;
        if (run.status().ended() && pending && run.status() != RunStatus.CANCELLED) {
            throw new AssertionError("a run ended with changes pending: " + run + " " + outcomes);
        }
    }

    static JsonNode document(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put("externalId", key).put("text", value);
    }
}
