package dev.fides.sync;

import dev.fides.config.FailureRules;
import dev.fides.mapping.MappingResult;
import dev.fides.model.Doubling;
import dev.fides.model.Hash;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts the attempts of a record that fails, and says when it is due again. */
public final class Parking {

    /** Longer messages are cut: they are stored with every parked record. */
    private static final int MAX_MESSAGE = 1000;

    private Parking() {}

    /**
     * The failure to be stored.
     *
     * @param before the failure stored until now; it goes on counting only when the same content failed
     * @param sourceHash of the content that failed; empty when it could not be read
     */
    public static Failure park(
            Optional<Failure> before,
            Optional<Hash> sourceHash,
            FailureReason reason,
            String message,
            FailureRules rules,
            Instant now) {
        Optional<Failure> same = before.filter(failure -> failure.sourceHash().equals(sourceHash));
        int attempts = same.map(Failure::attempts).orElse(0) + 1;
        // What took too long once takes as long again, and may cost a thread each time.
        boolean over = attempts >= rules.attempts() || reason == FailureReason.MAPPING_TIMEOUT;
        Optional<Instant> next = over ? Optional.empty() : Optional.of(now.plus(wait(attempts, rules)));
        String text = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
        return new Failure(
                sourceHash, reason, text, attempts, same.map(Failure::firstAt).orElse(now), next);
    }

    /** Whether this very content of a record failed. */
    public static boolean isAbout(SyncState state, Hash sourceHash) {
        return state.failure()
                .filter(failure -> failure.sourceHash().equals(Optional.of(sourceHash)))
                .isPresent();
    }

    public static FailureReason reason(MappingResult.Reason reason) {
        return switch (reason) {
            case MAPPING -> FailureReason.MAPPING;
            case SCHEMA -> FailureReason.SCHEMA;
            case TARGET_ID -> FailureReason.TARGET_ID;
            case TIMEOUT -> FailureReason.MAPPING_TIMEOUT;
        };
    }

    /** The wait after so many attempts. */
    public static Duration wait(int attempts, FailureRules rules) {
        return Doubling.wait(rules.backoff(), attempts - 1, rules.maxBackoff());
    }
}
