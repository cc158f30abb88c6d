package dev.fides.scenarios;

import dev.fides.engine.Engine;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.Workers;
import dev.fides.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A world whose engine tells telemetry what it does. */
final class ObservedWorld {

    final World world = new World();
    final Telemetry telemetry;
    final Engine engine;
    private final AtomicLong ids = new AtomicLong();
    private int deletesAllowed = 100;

    ObservedWorld(OpenTelemetry openTelemetry) {
        telemetry = new Telemetry(openTelemetry, world.clock);
        Sync sync = new Sync(
                world.sync.definition(),
                telemetry.observed("cities", world.host),
                telemetry.observed("cities", world.target),
                world.mapping);
        engine = new Engine(
                new Syncs(List.of(sync)),
                new EnginePorts(world.states, world.snapshots, world.runs, world.control, world.changes, world.steps),
                anySync -> Optional.empty(),
                (anySync, wanted) -> Math.min(wanted, deletesAllowed),
                EngineSettings.DEFAULT,
                new EngineEnvironment(
                        world.clock,
                        new Workers(telemetry.carrying(Runnable::run), 1),
                        new Random(1),
                        () -> "w" + ids.incrementAndGet(),
                        telemetry::traceParent,
                        world.clock::advance,
                        Heartbeat.none(),
                        RecordMemory.ofThisProcess(),
                        telemetry.listener()));
    }

    void allowDeletes(int count) {
        deletesAllowed = count;
    }

    /** Starts an import and works a while. */
    void importFor(Duration time) {
        workFor(RunType.IMPORT, time);
    }

    /** Starts a run and works a while. */
    void workFor(RunType type, Duration time) {
        world.clock.advance(Duration.ofMinutes(1));
        engine.runs().starter().start(engine.syncs().get("cities"), type, "test", RunOptions.DEFAULT);
        workFor(time);
    }

    /** Does what is due, minute by minute. */
    void workFor(Duration time) {
        for (long minute = 0; minute <= time.toMinutes(); minute++) {
            int done;
            do {
                done = world.steps.deliverAll(message -> engine.steps().run(message, "o" + ids.incrementAndGet()));
                done += world.changes.deliverAll(delivery -> engine.publisher().publish(delivery));
            } while (done > 0);
            world.clock.advance(Duration.ofMinutes(1));
        }
    }
}
