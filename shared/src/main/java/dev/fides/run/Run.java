package dev.fides.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One import, reimport, clean-up, plan or verification: the durable state of its steps.
 *
 * @param id unique, sortable by time of creation
 * @param requestedBy who or what started it
 * @param progress how far it is
 * @param stepping which step is queued or under way
 * @param verdict how the run will end once its ledgers are settled, when that is already known and not good
 * @param error what went wrong last and what to do
 * @param heldEtag identifies exactly the list of nominations that the guard held or that was released after it was held
 * @param outcomes what came of its changes; written when it ends, computed from the ledgers before
 * @param stoppedAt when it was stopped for failing too broadly: what it queued is not published any more
 */
public record Run(
        String id,
        String sync,
        RunType type,
        RunStatus status,
        String requestedBy,
        RunOptions options,
        Progress progress,
        Stepping stepping,
        Optional<RunStatus> verdict,
        Optional<String> error,
        Optional<String> heldEtag,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<OutcomeCounts> outcomes,
        Optional<Instant> stoppedAt) {
    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(stepping, "stepping");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(heldEtag, "heldEtag");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(outcomes, "outcomes");
        Objects.requireNonNull(stoppedAt, "stoppedAt");
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
                Stepping.first(completeBy),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A step takes the run until then. */
    public Run claimed(String owner, Instant now, Instant until) {
        Optional<Instant> started = startedAt.or(() -> Optional.of(now));
        return new Run(
                id,
                sync,
                type,
                RunStatus.RUNNING,
                requestedBy,
                options,
                progress,
                stepping.claimed(owner, until),
                verdict,
                error,
                heldEtag,
                createdAt,
                started,
                endedAt,
                outcomes,
                stoppedAt);
    }

    /** Whether the step that claimed it last goes on where another one did not come to its end. */
    public boolean takesOver() {
        List<Progress.Attempt> attempts = progress.attempts();
        return !attempts.isEmpty() && attempts.get(attempts.size() - 1).claim() != stepping.claim();
    }

    /** A page is done; the claim goes on until then. */
    public Run advanced(Progress newProgress, Instant until) {
        return with(status, newProgress, stepping.renewed(until), verdict, Optional.empty());
    }

    /** The step is still at work on its page; the claim goes on until then. */
    public Run alive(Instant until) {
        return with(status, progress, stepping.alive(until), verdict, error);
    }

    /** The last page is done; the claim goes on until then, and the run will end badly. */
    public Run condemned(Progress newProgress, Instant until, RunStatus newVerdict, String newError) {
        return with(status, newProgress, stepping.renewed(until), Optional.of(newVerdict), Optional.of(newError));
    }

    /** The step is over; the next one is about to be queued and must be claimed by then. */
    public Run handedOn(Instant until) {
        return with(status, progress, stepping.next(until), verdict, error);
    }

    /** The step failed, or its claim ran out; it is about to be queued again and must be claimed by then. */
    public Run failedStep(String newError, Instant until) {
        return with(status, progress, stepping.failed(until), verdict, Optional.of(newError));
    }

    /** The step could not work, through no fault of the run; it is about to be queued again for later. */
    public Run postponedStep(String why, Instant until) {
        return with(status, progress, stepping.postponed(until), verdict, Optional.of(why));
    }

    /** No step is expected; the run waits for its ledgers or for somebody's approval. */
    public Run waiting(RunStatus newStatus) {
        return with(newStatus, progress, stepping.idle(), verdict, error);
    }

    /** No step is expected until somebody approves exactly the list with this ETag. */
    public Run held(String etag, String why) {
        return with(
                RunStatus.AWAITING_APPROVAL, progress, stepping.idle(), verdict, Optional.of(why), Optional.of(etag));
    }

    /** The nominations are approved; the step that sends them is about to be queued and must be claimed by then. */
    public Run approved(Instant until) {
        return with(
                RunStatus.RUNNING,
                progress.inPhase(Progress.Phase.RELEASE),
                stepping.next(until),
                verdict,
                Optional.empty());
    }

    /** No step is expected, and the run will end badly once its ledgers are settled. */
    public Run doomed(RunStatus newVerdict, String newError) {
        return with(RunStatus.PUBLISHING, progress, stepping.idle(), Optional.of(newVerdict), Optional.of(newError));
    }

    /** No step is expected, what is queued is not published any more, and the run fails once its ledgers are settled. */
    public Run stopped(String why, Instant now) {
        return new Run(
                id,
                sync,
                type,
                RunStatus.PUBLISHING,
                requestedBy,
                options,
                progress,
                stepping.idle(),
                Optional.of(RunStatus.FAILED),
                Optional.of(why),
                heldEtag,
                createdAt,
                startedAt,
                endedAt,
                outcomes,
                Optional.of(now));
    }

    /** Whether changes of this run that are still queued are to be settled as cancelled. */
    public boolean dropsQueuedChanges() {
        return status == RunStatus.CANCELLED || stoppedAt.isPresent();
    }

    /** The run is over. */
    public Run ended(RunStatus newStatus, OutcomeCounts counts, Instant now) {
        return new Run(
                id,
                sync,
                type,
                newStatus,
                requestedBy,
                options,
                progress,
                stepping.idle(),
                verdict,
                error,
                heldEtag,
                createdAt,
                startedAt,
                Optional.of(now),
                Optional.of(counts),
                stoppedAt);
    }

    /** The same ended run, after its last change was settled. */
    public Run recounted(OutcomeCounts counts) {
        return ended(status, counts, endedAt.orElse(createdAt));
    }

    private Run with(
            RunStatus newStatus,
            Progress newProgress,
            Stepping newStepping,
            Optional<RunStatus> newVerdict,
            Optional<String> newError) {
        return with(newStatus, newProgress, newStepping, newVerdict, newError, heldEtag);
    }

    private Run with(
            RunStatus newStatus,
            Progress newProgress,
            Stepping newStepping,
            Optional<RunStatus> newVerdict,
            Optional<String> newError,
            Optional<String> newHeldEtag) {
        return new Run(
                id,
                sync,
                type,
                newStatus,
                requestedBy,
                options,
                newProgress,
                newStepping,
                newVerdict,
                newError,
                newHeldEtag,
                createdAt,
                startedAt,
                endedAt,
                outcomes,
                stoppedAt);
    }
}
