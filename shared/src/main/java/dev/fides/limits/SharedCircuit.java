package dev.fides.limits;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fides.model.Doubling;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One connection's circuit as all instances see it.
 *
 * @param mode whether an operator decided about it
 * @param open whether the service was found to be down, and not yet up again
 * @param since when {@code mode} or {@code open} changed last
 * @param retryAt when the service is tried next, while open
 * @param openings how often it opened in a row
 * @param openForMillis how long it stays open the first time
 * @param why the error that opened it
 * @param by the operator who decided about it last
 * @param trial who tries the service now
 * @param pause until when the service asked to be left alone
 */
public record SharedCircuit(
        Mode mode,
        boolean open,
        Instant since,
        Optional<Instant> retryAt,
        int openings,
        long openForMillis,
        Optional<String> why,
        Optional<String> by,
        Optional<Trial> trial,
        Optional<Pause> pause) {

    /** A service that was away for long is not asked more often than this. */
    public static final Duration LONGEST_OPEN = Duration.ofMinutes(15);

    /** Who fails again so soon was not well again: the next time it is left alone for longer. */
    static final Duration RELAPSE = Duration.ofMinutes(1);

    /** Who decides. */
    public enum Mode {
        /** The calls. */
        AUTO,
        /** An operator: no request is sent. */
        OPEN,
        /** An operator: every request is sent. */
        CLOSED
    }

    /** The right to try the service alone until some time. */
    public record Trial(String owner, Instant until) {}

    /** What a service asked for, and with what answer. */
    public record Pause(Instant until, String why) {}

    public SharedCircuit {
        // An older version did not share these.
        pause = pause == null ? Optional.empty() : pause;
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(retryAt, "retryAt");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(trial, "trial");
    }

    /** A circuit of which nothing was reported yet. */
    static SharedCircuit untouched(Instant now) {
        return new SharedCircuit(
                Mode.AUTO,
                false,
                now,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** For how long the service asked to be left alone from now. */
    Optional<Duration> pausedFor(Instant now) {
        return mode == Mode.CLOSED
                ? Optional.empty()
                : pause.map(Pause::until).filter(now::isBefore).map(until -> Duration.between(now, until));
    }

    /** The service asked to be left alone. One that asked for longer before still means it. */
    SharedCircuit paused(Pause asked) {
        boolean known =
                pause.filter(before -> !before.until().isBefore(asked.until())).isPresent();
        return known
                ? this
                : new SharedCircuit(
                        mode, open, since, retryAt, openings, openForMillis, why, by, trial, Optional.of(asked));
    }

    /** Whether somebody may try the service now, though it is not known to be back. */
    boolean triable(Instant now) {
        return mode == Mode.AUTO && open && retryAt.filter(now::isBefore).isEmpty();
    }

    /** Whether somebody tries it now. */
    boolean tried(Instant now) {
        return trial.filter(running -> now.isBefore(running.until())).isPresent();
    }

    /** An instance saw too many failures; what is open already, or being tried, stays as it is. */
    SharedCircuit opened(Instant now, Duration openFor, String error) {
        boolean known = open && (!triable(now) || tried(now));
        return known ? this : reopened(now, openFor, error);
    }

    /** The trial failed. */
    SharedCircuit trialFailed(Instant now, String error) {
        return open ? reopened(now, Duration.ofMillis(openForMillis), error) : this;
    }

    private SharedCircuit reopened(Instant now, Duration openFor, String error) {
        boolean again = open || (openings > 0 && now.isBefore(since.plus(RELAPSE)));
        int times = again ? openings + 1 : 1;
        Duration longest = openFor.compareTo(LONGEST_OPEN) > 0 ? openFor : LONGEST_OPEN;
        Instant next = now.plus(Doubling.wait(openFor, times - 1, longest));
        return new SharedCircuit(
                mode,
                true,
                open ? since : now,
                Optional.of(next),
                times,
                openFor.toMillis(),
                Optional.of(error),
                by,
                Optional.empty(),
                pause);
    }

    /** The trial succeeded. */
    SharedCircuit trialSucceeded(Instant now) {
        return open
                ? new SharedCircuit(
                        mode,
                        false,
                        now,
                        Optional.empty(),
                        openings,
                        openForMillis,
                        Optional.empty(),
                        by,
                        Optional.empty(),
                        pause)
                : this;
    }

    /** Somebody tries the service. */
    SharedCircuit trying(Trial newTrial) {
        return new SharedCircuit(
                mode, open, since, retryAt, openings, openForMillis, why, by, Optional.of(newTrial), pause);
    }

    /**
     * An operator decided. What the calls found and what the service asked for is forgotten, except that it goes back to them with a trial at once.
     */
    SharedCircuit forced(Mode newMode, String who, Instant now) {
        boolean stillOpen = open && newMode != Mode.CLOSED;
        return new SharedCircuit(
                newMode,
                stillOpen,
                now,
                stillOpen ? Optional.of(now) : Optional.empty(),
                0,
                openForMillis,
                stillOpen ? why : Optional.empty(),
                Optional.of(who),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether requests are held back, whoever decided that. */
    @JsonIgnore
    public boolean holdsBack() {
        return mode == Mode.OPEN || (mode == Mode.AUTO && open);
    }
}
