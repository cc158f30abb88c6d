package dev.fides.sync.absence;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.model.HostRecord;
import dev.fides.model.PermanentException;
import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a host to the test in the course of a run, remembers what came of it, and says it so that somebody can mend it. */
public final class HostTrial {

    private final HostMemory memory;

    public HostTrial(HostMemory memory) {
        this.memory = memory;
    }

    /**
     * What came of a trial.
     *
     * @param objection why the run must fail, and what to do; empty when it may go on
     * @param warnings what looks wrong and stops nothing
     */
    public record Result(Optional<String> objection, List<Problem> warnings) {
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Why a run that is about to begin must not: it would ask the host for everything, which is in vain where the host does
     * not find what it lists. Empty for a run that is under way.
     */
    public Optional<String> objectionAtStart(Sync sync, Run run) {
        return run.progress().phase() == Progress.START.phase()
                ? onFirstPage(sync, run).objection()
                : Optional.empty();
    }

    /** Tries the host with the first page of its listing, in a run that does not read that listing itself. */
    public Result onFirstPage(Sync sync, Run run) {
        return onPage(
                sync,
                run,
                0,
                sync.host().list(Optional.empty()).records(),
                () -> sync.host().list(Optional.empty()));
    }

    /**
     * Tries the host with what it just listed.
     *
     * @param page number of the page, from 0
     * @param listed some or all records of the page
     * @param again lists the same page again
     */
    public Result onPage(Sync sync, Run run, int page, List<HostRecord> listed, Supplier<HostPage> again) {
        Optional<HostProbe.Findings> findings =
                new HostProbe(sync).ask(listed, again, run.id().hashCode());
        String where = ". Sync " + sync.name() + ", run " + run.id();
        if (findings.isEmpty()) {
            return new Result(
                    Optional.empty(), complaint(sync, page, where).stream().toList());
        }
        Optional<String> refuted = refuted(sync, findings.get());
        if (refuted.isPresent()) {
            memory.refuted(sync, run, refuted.get());
            return new Result(Optional.of(refuted.get() + where), List.of());
        }
        if (findings.get().found() > 0) {
            memory.proven(sync, run);
        }
        return new Result(Optional.empty(), warnings(sync, page, findings.get(), where));
    }

    /**
     * Looks what a trial of the host would say, and remembers nothing.
     *
     * @param listed some or all records of a page
     * @param again lists the same page again
     */
    public static Result look(Sync sync, List<HostRecord> listed, Supplier<HostPage> again) {
        return new HostProbe(sync)
                .ask(listed, again, 0)
                .map(findings ->
                        new Result(refuted(sync, findings), warnings(sync, 0, findings, ". Sync " + sync.name())))
                .orElseGet(() -> new Result(
                        Optional.empty(),
                        complaint(sync, 0, ". Sync " + sync.name()).stream().toList()));
    }

    private static Optional<String> refuted(Sync sync, HostProbe.Findings findings) {
        return findings.missed().filter(key -> counts(sync, findings)).map(missed -> missed(sync, missed));
    }

    private static List<Problem> warnings(Sync sync, int page, HostProbe.Findings findings, String where) {
        List<Problem> warnings = new ArrayList<>();
        findings.unanswered().flatMap(failed -> unanswered(page, failed, where)).ifPresent(warnings::add);
        complaint(sync, page, where).ifPresent(warnings::add);
        findings.brief().flatMap(pair -> brief(sync, page, pair, where)).ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<Problem> complaint(Sync sync, int page, String where) {
        return sync.host()
                .complaint()
                .map(why -> new Problem(page + 1, Optional.empty(), why + where, Optional.empty()));
    }

    /** A listing that trails reads by key may show a record for a while that is gone. */
    private static boolean counts(Sync sync, HostProbe.Findings findings) {
        return sync.host().traits().listingLag().isZero() || findings.found() == 0;
    }

    private static String missed(Sync sync, HostProbe.Missed missed) {
        boolean many = !missed.alone() && sync.host().traits().mayOmit();
        String member = many ? "host.getMany" : "host.get";
        return "the host lists the record " + missed.key()
                + ", but says twice that it has no such record when asked for it"
                + " by its key (" + member + "). So nothing that it does not find is taken for deleted until a run sees"
                + " that it finds what it lists. Check path, query, "
                + (many ? "separator, max and records" : "record, gone and absent")
                + " of " + member + " in " + sync.definition().file() + ", then start the run again; if the listing"
                + " goes on showing deleted records for a while, say for how long with host.list.lag";
    }

    /** What passes by itself is told where it matters: by the step that cannot go on. */
    private static Optional<Problem> unanswered(int page, HostReading.Failed failed, String where) {
        return failed.error() instanceof PermanentException error
                ? Optional.of(new Problem(
                        page + 1,
                        Optional.empty(),
                        "expected the host to give a record by its key that it lists, found: " + error.getMessage()
                                + "; events, clean-ups and retries need that, look at host.get and host.getMany"
                                + where,
                        Optional.empty()))
                : Optional.empty();
    }

    private static Optional<Problem> brief(Sync sync, int page, HostProbe.Brief pair, String where) {
        MemberDiff members = new MemberDiff(
                sync.definition().host().ignore(),
                pair.listed().body(),
                pair.read().body());
        if (!sync.host().traits().listsWhole()) {
            return Optional.empty();
        }
        boolean lags = !sync.host().traits().listingLag().isZero();
        if (lags && !members.isOfMembers()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                page + 1,
                Optional.of(pair.listed().key()),
                "expected the same content of a record from the listing and by its key, found members that differ: "
                        + members + ". What differs goes back and forth between imports and events. If the listing is"
                        + " brief, say host.list.complete: false; what changes by itself belongs into host.ignore"
                        + where,
                Optional.empty()));
    }
}
