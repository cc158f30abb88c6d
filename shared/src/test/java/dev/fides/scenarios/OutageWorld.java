package dev.fides.scenarios;

import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.engine.Engine;
import dev.fides.fakes.InMemoryChangeQueue;
import dev.fides.fakes.InMemoryControlStore;
import dev.fides.fakes.InMemoryRunStore;
import dev.fides.fakes.InMemorySnapshotStore;
import dev.fides.fakes.InMemoryStepQueue;
import dev.fides.fakes.InMemorySyncStateStore;
import dev.fides.fakes.ManualClock;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.limits.SharedCircuits;
import dev.fides.limits.StoredResilience;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.resilience.Attempts;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Pace;
import dev.fides.resilience.ResilientCalls;
import dev.fides.resilience.Side;
import dev.fides.resilience.Verdict;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.Workers;
import dev.fides.sync.runs.RunStarter;
import dev.fides.sync.watch.OutageGate;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Two syncs on the same queues, whose services are reached through shared circuits, and which count their calls. */
final class OutageWorld {

    private static final String DEFINITION = """
            name: %s
            partitions: 4
            host:
              baseUrl: http://localhost:1
              key: /id
              list: { path: /cities, records: /value, paging: { type: none } }
              get: { path: "/cities/{key}" }
            mapping: any.jslt
            target:
              baseUrl: http://localhost:2
              id: /externalId
              upsert: { method: PUT, path: '/docs/{id}' }
              delete: { method: DELETE, path: "/docs/{id}" }
              resilience: { requestsPerSecond: 10000 }
            """;

    final ManualClock clock = new ManualClock();
    final InMemoryControlStore control = new InMemoryControlStore(clock);
    final InMemorySyncStateStore states = new InMemorySyncStateStore(clock);
    final InMemorySnapshotStore snapshots = new InMemorySnapshotStore(clock);
    final InMemoryRunStore runs = new InMemoryRunStore(clock);
    final InMemoryChangeQueue changes = new InMemoryChangeQueue(clock);
    final InMemoryStepQueue steps = new InMemoryStepQueue(clock);
    final SharedCircuits circuits = new SharedCircuits(control, clock, Runnable::run, "one");
    final Flow cities = new Flow("cities");
    final Flow towns = new Flow("towns");
    final Engine engine;
    int mostDeliveries;
    private final AtomicLong ids = new AtomicLong();

    OutageWorld(EngineSettings settings) {
        EngineEnvironment around = new EngineEnvironment(
                clock,
                new Workers(Runnable::run, 1),
                new Random(1),
                () -> "w" + ids.incrementAndGet(),
                Optional::empty,
                clock::advance,
                Heartbeat.none(),
                RecordMemory.ofThisProcess(),
                EngineListener.NONE);
        engine = new Engine(
                new Syncs(List.of(cities.sync, towns.sync)),
                new EnginePorts(states, snapshots, runs, control, changes, steps),
                new OutageGate(circuits),
                (sync, wanted) -> wanted,
                settings,
                around);
    }

    String importOf(Flow flow) {
        RunStarter.Start start = engine.runs().starter().start(flow.sync, RunType.IMPORT, "test", RunOptions.DEFAULT);
        return ((RunStarter.Start.Started) start).run().id();
    }

    Run run(String id) {
        return runs.read(id).orElseThrow().run();
    }

    void work() {
        int done;
        do {
            done = steps.deliverAll(message -> engine.steps().run(message, "owner-" + ids.incrementAndGet()));
            done += changes.deliverAll(delivery -> {
                mostDeliveries = Math.max(mostDeliveries, delivery.deliveryCount());
                engine.publisher().publish(delivery);
            });
        } while (done > 0);
    }

    /** Works until this time, as things come due. */
    void workFor(Duration time) {
        Instant end = clock.instant().plus(time);
        work();
        for (Optional<Instant> next = nextDue(); next.filter(end::isAfter).isPresent(); next = nextDue()) {
            clock.advanceTo(next.get());
            work();
        }
        clock.advanceTo(end);
    }

    void untilQuiet() {
        work();
        for (Optional<Instant> next = nextDue(); next.isPresent(); next = nextDue()) {
            clock.advanceTo(next.get());
            work();
        }
    }

    private Optional<Instant> nextDue() {
        return Stream.of(steps.nextDue(), changes.nextDue())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** One sync with its services. */
    final class Flow {
        final FakeHost host = new FakeHost(100);
        final FakeTarget target = new FakeTarget();
        final Sync sync;
        boolean hostDown;
        boolean targetDown;
        int hostCalls;
        int targetCalls;

        Flow(String name) {
            SyncDefinition definition = new SyncDefinitionLoader(setting -> Optional.empty(), List.of())
                    .load(new InMemorySource(Map.of(name + ".yaml", DEFINITION.formatted(name), "any.jslt", ".")))
                    .get(0);
            StoredResilience shared = new StoredResilience(circuits, control, clock, "one");
            Pace pace = new Pace(clock, clock::advance, new Random(1), Duration.ofNanos(1), Duration.ofSeconds(10));
            sync = new Sync(
                    definition,
                    new ResilientHost(
                            this,
                            new ResilientCalls(
                                    new ConnectionId(name, Side.HOST),
                                    definition.host().resilience(),
                                    shared,
                                    pace)),
                    new ResilientTarget(
                            this,
                            new ResilientCalls(
                                    new ConnectionId(name, Side.TARGET),
                                    definition.target().resilience(),
                                    shared,
                                    pace)),
                    new FakeMapping());
        }
    }

    private static Verdict verdict(boolean works) {
        return works ? new Verdict.Healthy() : new Verdict.Failing("status 500", Optional.empty());
    }

    /** One request for each call of the store. */
    private record ResilientTarget(Flow flow, ResilientCalls calls) implements TargetStore {

        @Override
        public TargetTraits traits() {
            return flow.target.traits();
        }

        @Override
        public List<WriteResult> write(List<TargetWrite> writes) {
            Attempts<Optional<List<WriteResult>>> attempts = calls.call(
                    () -> {
                        flow.targetCalls++;
                        return flow.targetDown ? Optional.empty() : Optional.of(flow.target.write(writes));
                    },
                    answer -> verdict(answer.isPresent()));
            Optional<Duration> retryAfter = attempts.heldBack().flatMap(held -> held.retryAfter());
            return attempts.last()
                    .flatMap(answer -> answer)
                    .orElseGet(() -> writes.stream()
                            .<WriteResult>map(write -> new WriteResult.Unavailable("the target is down", retryAfter))
                            .toList());
        }

        @Override
        public Optional<String> find(RecordKey key) {
            return flow.target.find(key);
        }

        @Override
        public TargetPage list(Optional<String> cursor) {
            return flow.target.list(cursor);
        }
    }

    private record ResilientHost(Flow flow, ResilientCalls calls) implements HostStore {

        @Override
        public HostTraits traits() {
            return flow.host.traits();
        }

        @Override
        public HostPage list(Optional<String> cursor) {
            Attempts<Optional<HostPage>> attempts = calls.call(
                    () -> {
                        flow.hostCalls++;
                        return flow.hostDown ? Optional.empty() : Optional.of(flow.host.list(cursor));
                    },
                    answer -> verdict(answer.isPresent()));
            return attempts.last()
                    .flatMap(answer -> answer)
                    .orElseThrow(() -> new RetryableException("the host is down", null));
        }

        @Override
        public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
            return flow.host.get(keys);
        }
    }
}
