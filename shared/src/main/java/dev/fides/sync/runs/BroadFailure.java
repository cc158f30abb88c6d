package dev.fides.sync.runs;

import dev.fides.config.StopRules;
import dev.fides.run.CheckCounts;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Progress;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.sync.Sync;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds that so many records of an import fail that the mapping or the target must be at fault.
 *
 * <p>Two shares are looked at, because publishing lags behind reading: records that failed at all of those looked at
 * (parked ones that are not due left out), and changes that failed of those that have an outcome.
 */
public final class BroadFailure {

    /**
     * The ledgers are summed up after so many pages, and then whenever there are twice as many: summing up reads all of
     * them, so that all sums together read each ledger about twice. The counts of reading take no query.
     */
    private static final int FIRST_SUM = 20;

    private BroadFailure() {}

    /** Why a run that still reads must stop, if it must. */
    public static Optional<String> whileReading(Sync sync, Run run, Supplier<OutcomeCounts> outcomes) {
        return found(sync, run, isSummed(run.progress().page()) ? outcomes.get() : OutcomeCounts.NONE);
    }

    /** Whether it must be looked at after this page, before another one is read. */
    public static boolean isLookedAt(Sync sync, Progress after) {
        ReadCounts read = after.read();
        return isSummed(after.page())
                || isAbove(sync.definition().stopAbove(), read.invalid(), read.read() - read.parked());
    }

    private static boolean isSummed(int page) {
        return page % FIRST_SUM == 0 && Integer.bitCount(page / FIRST_SUM) == 1;
    }

    /** Why a run must stop, if it must. */
    public static Optional<String> found(Sync sync, Run run, OutcomeCounts outcomes) {
        if (!run.type().imports()) {
            return Optional.empty();
        }
        StopRules rules = sync.definition().stopAbove();
        ReadCounts read = run.progress().read();
        long invalid = read.invalid();
        long refused = outcomes.of(Outcome.FAILED);
        long published =
                outcomes.of(Outcome.PUBLISHED) + outcomes.of(Outcome.DELETED) + outcomes.of(Outcome.SUPERSEDED);
        boolean ofAll = isAbove(rules, invalid + refused, read.read() - read.parked());
        boolean ofSettled = isAbove(rules, refused, refused + published);
        return ofAll || ofSettled ? Optional.of(message(run, rules, invalid, refused, published)) : Optional.empty();
    }

    /** Why a clean-up must not go on: the host refuses to give so many records that it must be asked wrongly. */
    public static Optional<String> whileChecking(Sync sync, Run run) {
        CheckCounts check = run.progress().check();
        StopRules rules = sync.definition().stopAbove();
        return isAbove(rules, check.unreadable(), check.checked())
                ? Optional.of("stopped, and nothing was deleted: of " + check.checked() + " records that were checked "
                        + check.unreadable() + " cannot be read; stopAbove.failedPercent is " + rules.failedPercent()
                        + ". Look at host.get and host.getMany (the run's problems tell the reasons), then start the run"
                        + " again. Sync " + run.sync() + ", run " + run.id())
                : Optional.empty();
    }

    private static boolean isAbove(StopRules rules, long failed, long tried) {
        return tried >= rules.atLeast() && failed * 100 > tried * rules.failedPercent();
    }

    private static String message(Run run, StopRules rules, long invalid, long refused, long published) {
        String suspect = invalid >= refused
                ? "the mapping, the schema, or what the host sends now"
                : "the target and what the mapping sends it";
        return "stopped: " + invalid + " records are invalid and " + refused + " were refused, while " + published
                + " were accepted; stopAbove.failedPercent is " + rules.failedPercent() + ". Look at " + suspect
                + " (the parked records and the run's problems tell the reasons), mend it, then start the run again."
                + " Changes still queued are cancelled. Sync " + run.sync() + ", run " + run.id();
    }
}
