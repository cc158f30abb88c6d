package dev.fides.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One import, reimport, clean-up, plan or verification: the durable state of its steps.
 *
 * @param id unique, sortable by time of creation
 * @param requestedBy who or what started it
 * @param progress how far it is
 * @param step number of the step that is queued or under way, from 0
 * @param claim how often a step claimed the run; the number of the present claim
 * @param owner the invocation that works on it now
 * @param completeBy when the supervisor is to act if nothing happened; empty when no step is expected
 * @param failures failed steps in a row
 * @param error what went wrong last and what to do
 * @param outcomes what came of its changes; written when it ends, computed from the ledgers before
 */
public record Run(
        String id,
        String sync,
        RunType type,
        RunStatus status,
        String requestedBy,
        RunOptions options,
        Progress progress,
        int step,
        int claim,
        Optional<String> owner,
        Optional<Instant> completeBy,
        int failures,
        Optional<String> error,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<OutcomeCounts> outcomes) {
    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(completeBy, "completeBy");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(outcomes, "outcomes");
    }

    /** A run whose first step is about to be queued. */
    public static Run queued(
            String id,
            String sync,
            RunType type,
            String requestedBy,
            RunOptions options,
            Instant now,
            Instant completeBy) {
        return new Run(
                id,
                sync,
                type,
                RunStatus.QUEUED,
                requestedBy,
                options,
                Progress.START,
                0,
                0,
                Optional.empty(),
                Optional.of(completeBy),
                0,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A step takes the run. */
    public Run claimed(String newOwner, Instant now, Instant until) {
        return new Run(
                id,
                sync,
                type,
                RunStatus.RUNNING,
                requestedBy,
                options,
                progress,
                step,
                claim + 1,
                Optional.of(newOwner),
                Optional.of(until),
                failures,
                error,
                createdAt,
                startedAt.or(() -> Optional.of(now)),
                endedAt,
                outcomes);
    }

    /** A page is done; the claim goes on until then. */
    public Run advanced(Progress newProgress, Instant until) {
        return new Run(
                id,
                sync,
                type,
                status,
                requestedBy,
                options,
                newProgress,
                step,
                claim,
                owner,
                Optional.of(until),
                0,
                Optional.empty(),
                createdAt,
                startedAt,
                endedAt,
                outcomes);
    }

    /** The step is over and the next one is about to be queued. */
    public Run handedOn(Progress newProgress, Instant until) {
        return new Run(
                id,
                sync,
                type,
                status,
                requestedBy,
                options,
                newProgress,
                step + 1,
                claim,
                Optional.empty(),
                Optional.of(until),
                0,
                Optional.empty(),
                createdAt,
                startedAt,
                endedAt,
                outcomes);
    }

    /** The step failed, or its claim ran out; the step is about to be queued again. */
    public Run failedStep(String newError, Instant until) {
        return new Run(
                id,
                sync,
                type,
                status,
                requestedBy,
                options,
                progress,
                step,
                claim,
                Optional.empty(),
                Optional.of(until),
                failures + 1,
                Optional.of(newError),
                createdAt,
                startedAt,
                endedAt,
                outcomes);
    }

    /** Nothing is left to be read; the run waits for its ledgers or for somebody's approval. */
    public Run waiting(RunStatus newStatus, Progress newProgress) {
        return new Run(
                id,
                sync,
                type,
                newStatus,
                requestedBy,
                options,
                newProgress,
                step,
                claim,
                Optional.empty(),
                Optional.empty(),
                0,
                error,
                createdAt,
                startedAt,
                endedAt,
                outcomes);
    }

    /** The run is over. */
    public Run ended(RunStatus newStatus, Optional<String> newError, OutcomeCounts counts, Instant now) {
        return new Run(
                id,
                sync,
                type,
                newStatus,
                requestedBy,
                options,
                progress,
                step,
                claim,
                Optional.empty(),
                Optional.empty(),
                failures,
                newError,
                createdAt,
                startedAt,
                Optional.of(now),
                Optional.of(counts));
    }

    /** Something worth knowing although the run goes on, such as a listing that contradicted itself. */
    public Run noting(String newError) {
        return new Run(
                id,
                sync,
                type,
                status,
                requestedBy,
                options,
                progress,
                step,
                claim,
                owner,
                completeBy,
                failures,
                Optional.of(newError),
                createdAt,
                startedAt,
                endedAt,
                outcomes);
    }
}
