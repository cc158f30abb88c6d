package dev.fides.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Times and sizes of the engine, each with its reason.
 *
 * @param stepBudget a step hands on after this time: short enough that no invocation comes near a function time-out
 *     and that a killed one loses little
 * @param claimLease a step that shows no sign of life for so long has lost its run; it shows one every third of this
 * @param pickUpLimit a queued step that nobody claims for so long is sent again
 * @param stepFailures so many failed steps in a row end a run
 * @param clockSkew observations closer together than this have no order: clocks of two machines differ
 * @param creationLease how long a create at a target that gives the ids may take before others look for its result
 * @param ledgerLimit ledgers not settled for so long are sent again
 * @param maxBacklog an import reads no further while so many changes of its sync are not yet published
 * @param stepPlaces steps that an instance does at once: twice the four runs that a sync can have under way
 * @param lanePlaces lanes of one queue that an instance publishes at once: four times the lanes of a sync, because a receiver
 *     is between two sessions for longer than it has one where little is to be done
 * @param stretch an import notes how far it is after so long, and sends together what it found: a checkpoint a second
 *     costs little, and what the pages of a second bring fills batches that one page would not
 * @param snapshots whether and how imports use snapshots of what is confirmed
 */
public record EngineSettings(
        Duration stepBudget,
        Duration claimLease,
        Duration pickUpLimit,
        int stepFailures,
        Duration clockSkew,
        Duration creationLease,
        Duration ledgerLimit,
        long maxBacklog,
        int stepPlaces,
        int lanePlaces,
        Duration stretch,
        SnapshotSettings snapshots) {

    public static final EngineSettings DEFAULT = new EngineSettings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(90),
            Duration.ofMinutes(2),
            5,
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofHours(1),
            50_000,
            8,
            64,
            Duration.ofSeconds(1),
            SnapshotSettings.DEFAULT);

    public EngineSettings {
        Objects.requireNonNull(stepBudget, "stepBudget");
        requirePositive(claimLease, "claimLease");
        requirePositive(pickUpLimit, "pickUpLimit");
        if (stepFailures < 1) {
            throw new IllegalArgumentException("stepFailures: expected 1 or more, found " + stepFailures);
        }
        Objects.requireNonNull(clockSkew, "clockSkew");
        requirePositive(creationLease, "creationLease");
        Objects.requireNonNull(ledgerLimit, "ledgerLimit");
        Objects.requireNonNull(stretch, "stretch");
        Objects.requireNonNull(snapshots, "snapshots");
        if (maxBacklog < 1) {
            throw new IllegalArgumentException("a backlog of " + maxBacklog + " changes lets nothing through");
        }
    }

    /** A lease or limit without length would take every run away from the invocation that works on it. */
    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": expected a positive duration, found " + duration);
        }
    }

    /** The same settings with another step budget. */
    public EngineSettings withStepBudget(Duration budget) {
        return with(copy -> copy.stepBudget = budget);
    }

    /** The same settings with another limit of the backlog. */
    public EngineSettings withMaxBacklog(long changes) {
        return with(copy -> copy.maxBacklog = changes);
    }

    /** The same settings with another claim lease. */
    public EngineSettings withClaimLease(Duration lease) {
        return with(copy -> copy.claimLease = lease);
    }

    /** The same settings with another pick-up limit. */
    public EngineSettings withPickUpLimit(Duration limit) {
        return with(copy -> copy.pickUpLimit = limit);
    }

    /** The same settings with another time that a create at a target that gives the ids may take. */
    public EngineSettings withCreationLease(Duration lease) {
        return with(copy -> copy.creationLease = lease);
    }

    /** The same settings with another number of failed steps in a row that end a run. */
    public EngineSettings withStepFailures(int failures) {
        return with(copy -> copy.stepFailures = failures);
    }

    /** The same settings with other numbers of places. */
    public EngineSettings withPlaces(int steps, int lanes) {
        return with(copy -> {
            copy.stepPlaces = steps;
            copy.lanePlaces = lanes;
        });
    }

    /** The same settings with another time between checkpoints; none for one after each page. */
    public EngineSettings withStretch(Duration time) {
        return with(copy -> copy.stretch = time);
    }

    /** The same settings with other ones for snapshots. */
    public EngineSettings withSnapshots(SnapshotSettings other) {
        return with(copy -> copy.snapshots = other);
    }

    private EngineSettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** Settings on their way to becoming others. */
    private static final class Copy {
        private Duration stepBudget;
        private Duration claimLease;
        private Duration pickUpLimit;
        private int stepFailures;
        private final Duration clockSkew;
        private Duration creationLease;
        private final Duration ledgerLimit;
        private long maxBacklog;
        private int stepPlaces;
        private int lanePlaces;
        private Duration stretch;
        private SnapshotSettings snapshots;

        Copy(EngineSettings from) {
            stepBudget = from.stepBudget;
            claimLease = from.claimLease;
            pickUpLimit = from.pickUpLimit;
            stepFailures = from.stepFailures;
            clockSkew = from.clockSkew;
            creationLease = from.creationLease;
            ledgerLimit = from.ledgerLimit;
            maxBacklog = from.maxBacklog;
            stepPlaces = from.stepPlaces;
            lanePlaces = from.lanePlaces;
            stretch = from.stretch;
            snapshots = from.snapshots;
        }

        EngineSettings settings() {
            return new EngineSettings(
                    stepBudget,
                    claimLease,
                    pickUpLimit,
                    stepFailures,
                    clockSkew,
                    creationLease,
                    ledgerLimit,
                    maxBacklog,
                    stepPlaces,
                    lanePlaces,
                    stretch,
                    snapshots);
        }
    }
}
