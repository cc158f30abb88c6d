package dev.fides.sync.work;

import dev.fides.host.HostPage;
import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.run.Tally;
import dev.fides.sync.Sync;
import dev.fides.sync.absence.HostMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at a listing as a whole once its last page is there, and says what looks wrong although nothing failed. Nothing is
 * concluded from it.
 */
final class ListingReview {

    /** A few records less are nothing to wonder about, whatever their share is. */
    private static final int FEW = 5;

    private final HostMemory hosts;

    ListingReview(HostMemory hosts) {
        this.hosts = hosts;
    }

    /**
     * What looks wrong; nothing before the last page, nor in a run that reads only some of the records.
     *
     * @param page the page that was read last
     * @param found what was found on it
     */
    List<Problem> of(Sync sync, Run run, Progress before, HostPage page, ReadCounts found) {
        Progress after = before.after(page.size(), page.next(), page.total(), Tally.of(found));
        boolean whole = run.options().keys().isEmpty() && run.options().limit().isEmpty();
        if (!whole || page.next().isPresent() || !after.totalsAgree()) {
            return List.of();
        }
        OptionalLong last = hosts.lastListing(sync);
        List<String> odd = new ArrayList<>();
        compared(sync, after.listed(), last).ifPresent(odd::add);
        if (last.isEmpty() && before.page() == 0) {
            page.oddEnd()
                    .map(why -> "the first listing of this sync ended after one page with " + page.size() + " records: "
                            + why + "; should the host have more, mend the definition")
                    .ifPresent(odd::add);
        }
        ReadCounts read = after.read();
        if (read.filtered() > 0 && read.filtered() == read.read()) {
            odd.add("the mapping makes no document of any of the " + read.read()
                    + " records (it gives null for all); look at the mapping, or at what the host sends now");
        }
        remember(sync, run, after.listed());
        return odd.stream()
                .map(reason -> new Problem(
                        before.page() + 1,
                        Optional.empty(),
                        reason + ". Nothing is concluded from it; sync " + sync.name() + ", run " + run.id(),
                        Optional.empty()))
                .toList();
    }

    /** Shorter by more than a clean-up may delete unasked is more than usual. */
    private static Optional<String> compared(Sync sync, long listed, OptionalLong last) {
        if (last.isEmpty() || last.getAsLong() == 0) {
            return Optional.empty();
        }
        if (listed == 0) {
            return Optional.of("the host's listing is empty, the last one had " + last.getAsLong()
                    + " records; look whether the host lost them, or the listing's path and query still fit");
        }
        long fewer = last.getAsLong() - listed;
        boolean much = fewer >= FEW
                && fewer * 100 > last.getAsLong() * sync.definition().cleanUp().maxDeletePercent();
        return much
                ? Optional.of("the host's listing has " + listed + " records, the last one had " + last.getAsLong()
                        + ", which is more than cleanUp.maxDeletePercent less; look whether the host lost them, or"
                        + " ends its listing too early")
                : Optional.empty();
    }

    /** An empty listing is told until there is one again with something in it. A plan changes nothing. */
    private void remember(Sync sync, Run run, long listed) {
        boolean imports = run.type() == RunType.IMPORT || run.type() == RunType.REIMPORT;
        if (imports && listed > 0) {
            hosts.listed(sync, listed);
        }
    }
}
