package dev.fides.sync.runs;

import dev.fides.control.ControlStore;
import dev.fides.model.RetryableException;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepQueue;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStore;
import dev.fides.run.RunType;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Starts runs, unless one that excludes them is active. */
public final class RunStarter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What came of the wish to start a run. */
    public sealed interface Start {

        /** It is queued. */
        record Started(Run run) implements Start {}

        /** Another run has to end first. */
        record Busy(String runId) implements Start {}
    }

    private final RunStore runs;
    private final StepQueue queue;
    private final RunSlots slots;
    private final EngineSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Supplier<Optional<String>> traceParent;
    private final EngineListener listener;

    public RunStarter(
            RunStore runs,
            StepQueue queue,
            ControlStore control,
            EngineSettings settings,
            Clock clock,
            RandomGenerator random,
            Supplier<Optional<String>> traceParent,
            EngineListener listener) {
        this.runs = runs;
        this.queue = queue;
        this.slots = new RunSlots(control, runs, clock, listener);
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.traceParent = traceParent;
        this.listener = listener;
    }

    /**
     * Starts a run.
     *
     * @param requestedBy who or what wants it, for people who read the run
     */
    public Start start(Sync sync, RunType type, String requestedBy, RunOptions options) {
        Instant now = Instants.now(clock);
        String id = TIME.format(now) + String.format(Locale.ROOT, "-%06x", random.nextInt(1 << 24));
        Run run = Run.queued(id, sync.name(), type, requestedBy, options, now, now.plus(settings.pickUpLimit()));
        String holder = slots.take(run);
        if (!holder.equals(id)) {
            return new Start.Busy(holder);
        }
        runs.create(run);
        listener.runQueued(run);
        try {
            queue.send(new StepMessage(sync.name(), id, run.stepping().step(), traceParent.get()), Optional.empty());
        } catch (RetryableException e) {
            // The run is stored: the supervisor sends its first step if it is not picked up.
            listener.stepFailed(run, e);
        }
        return new Start.Started(run);
    }
}
