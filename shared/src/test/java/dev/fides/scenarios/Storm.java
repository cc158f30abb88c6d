package dev.fides.scenarios;

import dev.fides.engine.Engine;
import dev.fides.fakes.Faults;
import dev.fides.fakes.InMemoryChangeQueue.Lane;
import dev.fides.fakes.InMemoryChangeQueue.Locked;
import dev.fides.model.Change;
import dev.fides.model.ConflictException;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.SnapshotSettings;
import dev.fides.target.TargetWrite;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link World} in which anything happens at any moment, with three instances of the app whose clocks differ.
 *
 * <p>Everything runs on one thread: two processes interleave when one does all of its work between two side effects of
 * the other.
 */
final class Storm {

    /** A part of Fides' memory, which can fail. */
    enum Part {
        STATES,
        SNAPSHOTS,
        RUNS,
        CONTROL,
        CHANGES,
        STEPS
    }

    private static final List<Duration> SKEWS = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(-1));

    /** A guard that holds a clean-up of everything, and an allowance that is soon used up. */
    private static final String RULES = "cleanUp: { maxDeletes: 1, maxDeletePercent: 100, maxEventDeletesPerHour: 1 }";

    /** A margin just as wide as clocks differ here: with the usual one everything in a storm was written lately. */
    private static final SnapshotSettings SNAPSHOTS = new SnapshotSettings(true, Duration.ofSeconds(2), 1_000);

    /** More processes at once bring nothing new. */
    private static final int MAX_PROCESSES = 4;

    /** Enough for an import of few records. */
    private static final int ROUNDS = 4;

    /** A process at work. */
    private static final class Instance {
        final Optional<Locked> message;
        final long startedAt;
        /** It wrote to the target after somebody else had taken its message over. */
        boolean haunts;

        Instance(Optional<Locked> message, long startedAt) {
            this.message = message;
            this.startedAt = startedAt;
        }
    }

    /** What happens after some more side effects. */
    private static final class Plan {
        final List<Happening> things;
        int sideEffects;

        Plan(int sideEffects, List<Happening> things) {
            this.sideEffects = sideEffects;
            this.things = things;
        }
    }

    final World world;
    private final List<Engine> instances = new ArrayList<>();
    private final Deque<Instance> processes = new ArrayDeque<>();
    private final List<Plan> plans = new ArrayList<>();
    private final Map<RecordKey, Long> presentSince = new HashMap<>();
    private final Map<RecordKey, String> wantedIds = new HashMap<>();
    private final List<String> wrongDeletes = new ArrayList<>();
    private long edits;
    private boolean hostWasWrong;

    Storm(String targetIds) {
        // A create that outlives its claim is the documented limit of targets that give the ids: no process pauses
        // longer.
        world = new World(
                targetIds + World.LISTED,
                RULES,
                EngineSettings.DEFAULT.withCreationLease(Duration.ofHours(1)).withSnapshots(SNAPSHOTS),
                new FakeTarget());
        SKEWS.forEach(skew -> instances.add(world.instance(Clock.offset(world.clock, skew))));
        for (Part part : Part.values()) {
            faults(part).atEveryMoment(this::moment);
        }
        world.host.atEveryMoment(this::moment);
        world.target.atEveryMoment(this::moment);
        world.target.watch(this::written);
    }

    Faults faults(Part part) {
        return switch (part) {
            case STATES -> world.states.faults();
            case SNAPSHOTS -> world.snapshots.faults();
            case RUNS -> world.runs.faults();
            case CONTROL -> world.control.faults();
            case CHANGES -> world.changes.faults();
            case STEPS -> world.steps.faults();
        };
    }

    /** Deletes of documents whose record the host had all the time while the deleting process worked. */
    List<String> wrongDeletes() {
        return wrongDeletes;
    }

    void edit(String key, String value) {
        world.host.put(key, value);
        edits++;
        Optional<String> id =
                world.mapping.document(world.host.all().get(new RecordKey(key))).flatMap(world.mapping::targetId);
        if (!id.equals(Optional.ofNullable(wantedIds.put(new RecordKey(key), id.orElse(""))))) {
            presentSince.remove(new RecordKey(key));
        }
        if (value.equals("hidden")) {
            presentSince.remove(new RecordKey(key));
        } else {
            presentSince.putIfAbsent(new RecordKey(key), edits);
        }
    }

    /** What a record has; empty where there is no such record. */
    Optional<String> value(String key) {
        return Optional.ofNullable(world.host.all().get(new RecordKey(key)))
                .map(record -> record.path("value").asText());
    }

    /** Deletes that rest on such answers are wrong, but not this storm's to count: they are few, and made good. */
    void forgetEverything() {
        world.host.forgetEverything();
        hostWasWrong = true;
    }

    void refuseForEver(String key) {
        world.target.refuseForEver(key);
    }

    void remove(String key) {
        world.host.remove(key);
        presentSince.remove(new RecordKey(key));
    }

    void event(String key) {
        RecordKey recordKey = new RecordKey(key);
        unlessUnreachable(() -> world.send(new Change.Refresh(recordKey, RefreshReason.EVENT), Priority.HIGH));
    }

    void nominate(String key) {
        RecordKey recordKey = new RecordKey(key);
        unlessUnreachable(() -> world.send(new Change.Refresh(recordKey, RefreshReason.NOMINATION), Priority.NORMAL));
    }

    void work(int instance) {
        for (int i = 0; i < ROUNDS; i++) {
            step(instance);
            for (int lane = 0; lane < world.changes.lanes().size(); lane++) {
                deliver(instance, lane);
            }
        }
    }

    void start(RunType type) {
        unlessUnreachable(() -> world.engine.runs().starter().start(world.sync, type, "storm", RunOptions.DEFAULT));
    }

    void cancel(int run) {
        unlessUnreachable(() -> {
            List<String> active = world.runs.active("cities").stream()
                    .map(stored -> stored.run().id())
                    .toList();
            if (!active.isEmpty()) {
                world.engine.runs().control().cancel(active.get(run % active.size()));
            }
        });
    }

    void approve() {
        unlessUnreachable(world::approveWhatIsHeld);
    }

    void pause(boolean paused) {
        unlessUnreachable(() -> {
            if (paused) {
                world.pauses.pause(world.sync, "storm");
            } else {
                world.pauses.resume(world.sync, "storm");
            }
        });
    }

    void supervise(int instance) {
        work(Optional.empty(), () -> instance(instance).watch().supervisor().tick());
    }

    void step(int instance) {
        if (processes.size() < MAX_PROCESSES) {
            work(
                    Optional.empty(),
                    () -> world.steps.deliverNext(
                            message -> instance(instance).steps().run(message, world.nextOwner())));
        }
    }

    void deliver(int instance, int lane) {
        if (processes.size() < MAX_PROCESSES) {
            lane(lane)
                    .flatMap(world.changes::receive)
                    .ifPresent(message -> work(Optional.of(message), () -> publish(instance, message)));
        }
    }

    private void publish(int instance, Locked message) {
        try {
            instance(instance).publisher().publish(message.delivery());
        } catch (RetryableException e) {
            message.abandon();
            return;
        }
        message.complete();
    }

    void doubleMessage(int lane) {
        lane(lane).ifPresent(world.changes::doubleNext);
    }

    void overtake(int lane, int place) {
        lane(lane).ifPresent(found -> world.changes.overtake(found, place % world.changes.size(found)));
    }

    void doubleStep() {
        if (!world.steps.waiting().isEmpty()) {
            world.steps.doubleNext();
        }
    }

    /** Whoever writes to the target after losing its message must live until it has remembered: see the limits. */
    void die() {
        if (!processes.isEmpty() && !processes.peek().haunts) {
            throw new FakeHost.Killed();
        }
    }

    void meanwhile(int sideEffects, List<Happening> things) {
        plans.add(new Plan(sideEffects, things));
    }

    /** The storm is over, everything works again. */
    void calm() {
        plans.clear();
        for (Part part : Part.values()) {
            faults(part).up();
        }
        world.host.up();
        world.target.up();
        world.target.loseAnswers(0);
        world.target.loseRequests(0);
        world.target.acceptAll();
        world.pauses.resume(world.sync, "calm");
    }

    private Optional<Lane> lane(int lane) {
        List<Lane> lanes = world.changes.lanes();
        return lanes.isEmpty() ? Optional.empty() : Optional.of(lanes.get(lane % lanes.size()));
    }

    private Engine instance(int instance) {
        return instances.get(instance % instances.size());
    }

    /** A request of somebody outside, who gets an error when it fails. */
    private void unlessUnreachable(Runnable request) {
        work(Optional.empty(), request);
    }

    private void work(Optional<Locked> message, Runnable work) {
        processes.push(new Instance(message, edits));
        spareWhoHaunts();
        try {
            work.run();
        } catch (FakeHost.Killed | RetryableException | ConflictException e) {
            // What it had not done yet is left to whoever finds it; its lock runs out. Who asked for what others had
            // changed meanwhile is told so.
            return;
        } finally {
            processes.pop();
            spareWhoHaunts();
        }
    }

    /** The moment between two side effects of the process at work. */
    private void moment() {
        if (processes.isEmpty()) {
            return;
        }
        List<Plan> due = new ArrayList<>();
        for (Plan plan : plans) {
            if (plan.sideEffects-- <= 0) {
                due.add(plan);
            }
        }
        plans.removeAll(due);
        due.forEach(plan -> plan.things.forEach(thing -> thing.in(this)));
    }

    private void written(TargetWrite write) {
        Instance process = processes.peek();
        if (process == null) {
            return;
        }
        if (process.message.isPresent() && !process.message.get().isHeld()) {
            process.haunts = true;
            spareWhoHaunts();
        }
        Long since = presentSince.get(write.key());
        // Of a record whose id moved another document goes than the one it wants.
        boolean wanted = write instanceof TargetWrite.Delete delete
                && (!world.mapping.hasIds() || delete.id().equals(wantedIds.get(write.key())));
        if (wanted && !hostWasWrong && since != null && since <= process.startedAt) {
            wrongDeletes.add(write + " although the host has had it since edit " + since);
        }
    }

    private void spareWhoHaunts() {
        boolean haunts = !processes.isEmpty() && processes.peek().haunts;
        for (Part part : Part.values()) {
            faults(part).spare(haunts);
        }
    }
}
